using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>SHOW and DESCRIBE: rows about the catalog (Timestream developer guide, SHOW statements and DESCRIBE statements).</summary>
internal sealed class CatalogBinder(IRowSource source)
{
    private static readonly SqlType Dimensions =
        new ArrayType(new RowType([new RowField("dimension_name", SqlType.Varchar), new RowField("data_type", SqlType.Varchar)]));

    public BoundQuery Bind(Statement statement) => statement switch
    {
        ShowDatabases show => Rows([new("Database", SqlType.Varchar)], Named(source.Databases, show.Pattern)),
        ShowTables show => Rows([new("Table", SqlType.Varchar)], Named(Tables(show), show.Pattern)),
        ShowMeasures show => ShowMeasures(show),
        Describe describe => Describe(TableLookup.Find(source, describe.Table)),
        _ => throw new InvalidOperationException($"Unknown statement {statement.GetType()}"),
    };

    private IEnumerable<string> Tables(ShowTables show)
    {
        if (show.Database is not { } database) return source.Databases.SelectMany(name => source.Tables(name) ?? []);
        return source.Tables(database.Text) ?? throw new SqlException(database.Position, $"Database '{database.Text}' does not exist");
    }

    private static IEnumerable<object?[]> Named(IEnumerable<string> names, string? pattern)
    {
        var like = pattern is null ? null : new LikePattern(pattern, null);
        return names.Where(name => like?.IsMatch(name) ?? true).Select(name => new object?[] { name });
    }

    /// <summary>One row a measure name and type, with the dimensions its records have: known from the records alone, so the table is
    /// read.</summary>
    private BoundQuery ShowMeasures(ShowMeasures show)
    {
        var schema = TableLookup.Find(source, show.Table);
        var scan = new MeasureScanOperator(source, schema, show.Pattern, [SqlType.Varchar, SqlType.Varchar, Dimensions]);
        return new BoundQuery(
            scan, [new("measure_name", SqlType.Varchar), new("data_type", SqlType.Varchar), new("dimensions", Dimensions)]);
    }

    private static BoundQuery Describe(TableSchema schema) => Rows(
        [new("Column", SqlType.Varchar), new("Type", SqlType.Varchar), new("Timestream attribute type", SqlType.Varchar)],
        schema.Columns.Select(column => new object?[] { column.Name, column.Type.DisplayName, AttributeType(column.Role) }));

    private static string AttributeType(ColumnRole role) => role switch
    {
        ColumnRole.Dimension => "DIMENSION",
        ColumnRole.MeasureName => "MEASURE_NAME",
        ColumnRole.Time => "TIMESTAMP",
        ColumnRole.ScalarMeasure => "MEASURE_VALUE",
        _ => "MULTI",
    };

    private static BoundQuery Rows(IReadOnlyList<OutputColumn> columns, IEnumerable<object?[]> rows)
    {
        SqlType[] types = [.. columns.Select(column => column.Type)];
        var bound = rows.Select(IReadOnlyList<BoundExpression> (row) =>
            [.. row.Select((value, i) => new ConstantExpression(types[i], value))]);
        return new BoundQuery(new ValuesOperator(types, [.. bound]), columns);
    }
}
