using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;
using AirQuality.TimestreamLocal.Tests.Sql.Conformance;

namespace AirQuality.TimestreamLocal.Tests.Sql;

/// <summary>Asks queries of tables in memory. The query's now is 2020-01-01 00:00 UTC.</summary>
internal sealed class Ask(MemoryRowSource source)
{
    public const long NowNs = 1_577_836_800_000_000_000;

    public static Ask Dataset { get; } = new(DialectDataset.Load());

    /// <summary>Sensor readings as the job stores them: sensor and country, p1, p2, aqi, and an old scalar measure. Each row is
    /// (sensor, country, seconds after 2020-01-01, p1, aqi).</summary>
    public static Ask Readings(params (string Sensor, string? Country, int Seconds, double? P1, long? Aqi)[] rows) =>
        new(ReadingsSource(rows));

    public static MemoryRowSource ReadingsSource(params (string Sensor, string? Country, int Seconds, double? P1, long? Aqi)[] rows) =>
        FillReadings(new MemoryRowSource(), rows);

    /// <summary>Adds a table of such rows to a source.</summary>
    public static MemoryRowSource FillReadings(
        MemoryRowSource source, params (string Sensor, string? Country, int Seconds, double? P1, long? Aqi)[] rows)
    {
        var schema = new TableSchema("air_quality", "readings",
        [
            new TableColumn("sensor_id", SqlType.Varchar, ColumnRole.Dimension),
            new TableColumn("country", SqlType.Varchar, ColumnRole.Dimension),
            new TableColumn("measure_name", SqlType.Varchar, ColumnRole.MeasureName),
            new TableColumn("time", SqlType.Timestamp, ColumnRole.Time),
            new TableColumn("measure_value::double", SqlType.Double, ColumnRole.ScalarMeasure),
            new TableColumn("p1", SqlType.Double, ColumnRole.MultiMeasure),
            new TableColumn("aqi", SqlType.BigInt, ColumnRole.MultiMeasure),
        ]);
        return source.Add(schema, rows.Select(row =>
            new object?[] { row.Sensor, row.Country, "air_quality", NowNs + (row.Seconds * 1_000_000_000L), null, row.P1, row.Aqi }));
    }

    /// <summary>The rows, one text each: <c>'a' | null</c>.</summary>
    public List<string> Rows(string sql, CancellationToken cancellationToken = default)
    {
        var query = new QueryEngine(source).Prepare(sql);
        var text = new AnswerText(approx: false);
        var rows = new List<string>();
        foreach (var batch in query.Run(new QueryContext(NowNs, cancellationToken)))
        {
            for (var row = 0; row < batch.Count; row++)
                rows.Add(string.Join(" | ", query.Columns.Select((column, i) => text.Of(column.Type, batch.Columns[i][row]))));
        }

        return rows;
    }

    /// <summary>The only row of a query.</summary>
    public string Row(string sql) => Assert.Single(Rows(sql));

    /// <summary>Names and types of the columns: <c>a bigint, _col1 double</c>.</summary>
    public string Columns(string sql) =>
        string.Join(", ", new QueryEngine(source).Prepare(sql).Columns.Select(column => $"{column.Name} {column.Type}"));

    /// <summary>Names and types of the parameters that a query leaves open: <c>a bigint, b unknown</c>.</summary>
    public string Parameters(string sql) =>
        string.Join(", ", new QueryEngine(source).Describe(sql).Parameters.Select(parameter => $"{parameter.Name} {parameter.Type}"));

    /// <summary>Where the columns of a query come from: <c>a of db.t, b of db.t aliased, _col2</c>.</summary>
    public string Origins(string sql) => string.Join(", ", new QueryEngine(source).Describe(sql).Columns.Select(column =>
        column.Name
        + (column.Origin.Table is null ? "" : $" of {column.Origin.Database}.{column.Origin.Table}")
        + (column.Origin.IsAliased ? " aliased" : "")));

    /// <summary>The error of a query that cannot be described.</summary>
    public string DescribeError(string sql) => Assert.Throws<SqlException>(() => new QueryEngine(source).Describe(sql)).Message;

    /// <summary>The error of a query that must fail.</summary>
    public string Error(string sql) => Assert.Throws<SqlException>(() => Rows(sql)).Message;

    /// <summary>What the query asked the store for, in its only scan.</summary>
    public ScanRequest Request(string sql)
    {
        source.Requests.Clear();
        Rows(sql);
        return Assert.Single(source.Requests);
    }

    /// <summary>What the query asked the store for last.</summary>
    public ScanRequest LastRequest(string sql)
    {
        source.Requests.Clear();
        Rows(sql);
        return source.Requests.Last();
    }
}
