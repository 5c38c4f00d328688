using System.Globalization;
using System.Text;
using AirQuality.TimestreamLocal.Catalog;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Storage;
using AirQuality.TimestreamLocal.Writes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AirQuality.TimestreamLocal.Tests.Storage;

/// <summary>A store with database <c>d</c> and table <c>t</c> in a folder of its own, without a server.</summary>
internal sealed class StoreHarness : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private readonly bool _ownsFolder;

    private StoreHarness(Store store, string folder, bool ownsFolder) => (Store, Folder, _ownsFolder) = (store, folder, ownsFolder);

    public Store Store { get; }

    public string Folder { get; }

    public string File => FileOf(Folder);

    public static string FileOf(string folder) => Path.Combine(folder, "timestream.db");

    public static string NewFolder() => Directory.CreateTempSubdirectory("timestream-store-").FullName;

    public static async Task<StoreHarness> OpenAsync(
        string? folder = null, TimeProvider? time = null, int magneticDays = 73_000, ILogger? log = null)
    {
        string home = folder ?? NewFolder();
        var store = Store.Open(FileOf(home), log ?? NullLogger.Instance, time ?? TimeProvider.System);
        var harness = new StoreHarness(store, home, folder is null);
        if (store.State.Databases.IsEmpty)
            await harness.CreateTableAsync("t", magneticDays);
        return harness;
    }

    public Task CreateTableAsync(string name, int magneticDays = 73_000)
    {
        var table = InfoOf(name, magneticDays);
        return Store.ApplyAsync(
            new CatalogWork<bool>(session =>
            {
                session.SaveDatabase(new DatabaseInfo("d", null, 0, 0));
                session.CreateTable(table);
                return true;
            }),
            CancellationToken.None);
    }

    /// <summary>Changes how long <c>t</c> keeps its rows.</summary>
    public Task SetRetentionAsync(int magneticDays) => Store.ApplyAsync(
        new CatalogWork<bool>(session =>
        {
            session.UpdateTable(session.State.FindTable("d", "t")!, InfoOf("t", magneticDays));
            return true;
        }),
        CancellationToken.None);

    /// <summary>Writes records given as JSON, as the server would.</summary>
    public async Task<WriteRecordsWork> WriteAsync(IEnumerable<string> records, string table = "t")
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"DatabaseName":"d","TableName":"{{table}}","Records":[{{string.Join(',', records)}}]}""");
        var request = WriteRequestReader.Read(body, new byte[body.Length]);
        var work = new WriteRecordsWork(new RecordPreparer(request, Store.State.FindTable("d", table)!.Info.Properties, Now).Prepare());
        await Store.ApplyAsync(work, CancellationToken.None);
        return work;
    }

    public static string Multi(string sensor, DateTimeOffset time, string measures, string measureName = "air", string version = "1") =>
        $$"""{"Dimensions":[{"Name":"sensor","Value":"{{sensor}}"}],"MeasureName":"{{measureName}}","MeasureValueType":"MULTI","Version":{{version}},"Time":"{{time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}}","MeasureValues":[{{measures}}]}""";

    public static string Measure(string name, string type, string value) => $$"""{"Name":"{{name}}","Type":"{{type}}","Value":"{{value}}"}""";

    public static long Ns(DateTimeOffset time) => time.ToUnixTimeMilliseconds() * 1_000_000;

    /// <summary>All rows of a scan, each as its values in order of <paramref name="columns"/>.</summary>
    public List<object?[]> Scan(
        string[] columns, long from = long.MinValue, long to = long.MaxValue, string[]? measureNames = null, params DimensionFilter[] dimensions)
    {
        var schema = Store.Rows.FindTable("d", "t")!;
        int[] indexes = [.. columns.Select(name => schema.Columns.Select((column, i) => (column, i)).Single(pair => pair.column.Name == name).i)];
        List<object?[]> rows = [];
        foreach (var batch in Store.Rows.Scan(new ScanRequest(schema, indexes, from, to, measureNames, dimensions), CancellationToken.None))
        {
            Assert.All(batch.Columns, column => Assert.Equal(batch.Count, column.Count));
            for (int row = 0; row < batch.Count; row++)
                rows.Add([.. batch.Columns.Select(column => column[row])]);
        }

        return rows;
    }

    /// <summary>The rows of a query at <see cref="Now"/>, one text each.</summary>
    public List<string> Rows(string sql) => Rows(Store.Rows, sql);

    /// <summary>The rows of a query over any source.</summary>
    public static List<string> Rows(IRowSource source, string sql, QueryContext? context = null)
    {
        List<string> rows = [];
        foreach (var batch in new QueryEngine(source).Prepare(sql).Run(context ?? new QueryContext(Ns(Now), CancellationToken.None)))
        {
            for (int row = 0; row < batch.Count; row++)
                rows.Add(string.Join(" | ", batch.Columns.Select(column => Text(column[row]))));
        }

        return rows;
    }

    /// <summary>A value; of a list its items, of an item with fields the first.</summary>
    private static string Text(object? value) => value switch
    {
        null => "null",
        object?[] items => string.Join(',', items.Select(item => item is object?[] fields ? Text(fields[0]) : Text(item))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static TableInfo InfoOf(string name, int magneticDays) =>
        new("d", name, TableRules.ForNew(new TableRequest("d", name, new(24, magneticDays), new(true), null, null)), 0, 0);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}
