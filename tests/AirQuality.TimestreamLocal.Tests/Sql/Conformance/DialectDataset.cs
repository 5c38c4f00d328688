using System.Globalization;
using System.Text.Json;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Tests.Sql.Conformance;

/// <summary>The tables that the dialect vectors query.</summary>
internal static class DialectDataset
{
    public static MemoryRowSource Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Fixtures.PathOf("dialect", "dataset.json")));
        var database = document.RootElement.GetProperty("database").GetString()!;
        var source = new MemoryRowSource();
        foreach (var table in document.RootElement.GetProperty("tables").EnumerateObject())
        {
            var schema = SchemaOf(database, table.Name, table.Value);
            source.Add(schema, table.Value.GetProperty("rows").EnumerateArray().Select(row => RowOf(schema, row)));
        }

        return source;
    }

    private static TableSchema SchemaOf(string database, string name, JsonElement table) => new(database, name,
    [
        .. table.GetProperty("dimensions").EnumerateArray().Select(dimension => new TableColumn(dimension.GetString()!, SqlType.Varchar, ColumnRole.Dimension)),
        new TableColumn("measure_name", SqlType.Varchar, ColumnRole.MeasureName),
        new TableColumn("time", SqlType.Timestamp, ColumnRole.Time),
        .. table.GetProperty("measures").EnumerateObject().Select(measure => new TableColumn(measure.Name, TypeOf(measure.Value.GetString()!), ColumnRole.MultiMeasure)),
    ]);

    private static SqlType TypeOf(string name) => name switch
    {
        "DOUBLE" => SqlType.Double,
        "BIGINT" => SqlType.BigInt,
        "BOOLEAN" => SqlType.Boolean,
        "VARCHAR" => SqlType.Varchar,
        "TIMESTAMP" => SqlType.Timestamp,
        _ => throw new InvalidDataException($"Unknown type {name}"),
    };

    private static object?[] RowOf(TableSchema schema, JsonElement row) => [.. schema.Columns.Select(column => ValueOf(column, row))];

    private static object? ValueOf(TableColumn column, JsonElement row)
    {
        var isTimestamp = column.Type == SqlType.Timestamp;
        if (!row.TryGetProperty(isTimestamp ? $"{column.Name}_ns" : column.Name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (isTimestamp) return long.Parse(value.GetString()!, CultureInfo.InvariantCulture);
        if (column.Type == SqlType.Double) return value.GetDouble();
        if (column.Type == SqlType.BigInt) return value.GetInt64();
        return column.Type == SqlType.Boolean ? value.GetBoolean() : value.GetString();
    }
}
