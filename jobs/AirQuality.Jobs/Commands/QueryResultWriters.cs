using System.Text.Encodings.Web;
using System.Text.Json;
using AirQuality.Timestream.Reading;
using Spectre.Console;

namespace AirQuality.Jobs.Commands;

/// <summary>Prints a result page by page, as it comes.</summary>
internal interface IQueryResultWriter
{
    /// <summary>Prints a page; the first one brings the columns, and there is always a first one.</summary>
    Task WriteAsync(QueryPage page);

    /// <summary>Prints what comes after the last page.</summary>
    Task EndAsync();
}

/// <summary>One JSON object, streamed: <c>{"columns":[{"name","type"}],"rows":[[…]]}</c>.</summary>
internal sealed class JsonResultWriter(TextWriter output) : IQueryResultWriter
{
    // A terminal or a file, not a web page: text stays readable.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private bool _anyPage;
    private bool _anyRow;

    /// <inheritdoc />
    public async Task WriteAsync(QueryPage page)
    {
        if (!_anyPage)
            await output.WriteAsync("{\"columns\":" + Json(writer => WriteColumns(writer, page.Columns)) + ",\"rows\":[");
        _anyPage = true;
        foreach (var row in page.Rows)
        {
            await output.WriteAsync((_anyRow ? ",\n" : "\n") + Json(writer => WriteRow(writer, row)));
            _anyRow = true;
        }
    }

    /// <inheritdoc />
    public async Task EndAsync()
    {
        await output.WriteLineAsync("]}");
        await output.FlushAsync();
    }

    private static void WriteColumns(Utf8JsonWriter writer, IReadOnlyList<QueryColumn> columns)
    {
        writer.WriteStartArray();
        foreach (var column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("type", column.Type);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter writer, string?[] row)
    {
        writer.WriteStartArray();
        foreach (var value in row)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
            write(writer);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

/// <summary>CSV with a header, quoted as RFC 4180 says; NULL is an empty field.</summary>
internal sealed class CsvResultWriter(TextWriter output) : IQueryResultWriter
{
    private bool _anyPage;

    /// <inheritdoc />
    public async Task WriteAsync(QueryPage page)
    {
        if (!_anyPage)
            await WriteLineAsync(page.Columns.Select(c => c.Name));
        _anyPage = true;
        foreach (var row in page.Rows)
            await WriteLineAsync(row);
    }

    /// <inheritdoc />
    public Task EndAsync() => output.FlushAsync();

    private Task WriteLineAsync(IEnumerable<string?> fields) => output.WriteAsync(string.Join(',', fields.Select(Quote)) + "\r\n");

    private static string Quote(string? field) =>
        field is null ? "" : field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>A table for people, with the number of rows below it.</summary>
internal sealed class TableResultWriter(TextWriter output) : IQueryResultWriter
{
    private Table? _table;

    /// <inheritdoc />
    public Task WriteAsync(QueryPage page)
    {
        _table ??= Tables.Plain(page.Columns.Select(c => c.Name));
        foreach (var row in page.Rows)
            _table.AddTexts(row.Select(value => value ?? "NULL"));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task EndAsync()
    {
        if (_table is null)
            return;
        Tables.For(output).Write(_table);
        await output.WriteLineAsync(_table.Rows.Count == 1 ? "1 row" : FormattableString.Invariant($"{_table.Rows.Count:N0} rows"));
        await output.FlushAsync();
    }
}
