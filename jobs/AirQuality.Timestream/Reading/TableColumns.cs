namespace AirQuality.Timestream.Reading;

/// <summary>The columns that the table has learned from what was written to it.</summary>
/// <param name="Names">Every column's name.</param>
/// <param name="ValueTypes">The value types among them, in the table's order: what sensors measured, such as <c>P1</c>.</param>
public sealed record TableColumns(IReadOnlySet<string> Names, IReadOnlyList<string> ValueTypes)
{
    /// <summary>A table to which nothing was written.</summary>
    public static TableColumns None { get; } = new(new HashSet<string>(), []);

    /// <summary>The measures of the index: the index itself, that of PM10, that of PM2.5.</summary>
    public static IReadOnlyList<string> IndexMeasures { get; } = [StoredColumns.Index, StoredColumns.IndexPm10, StoredColumns.IndexPm25];

    /// <summary>Whether there is a column of this name.</summary>
    public bool Has(string name) => Names.Contains(name);

    /// <summary>Whether there is a value type or a measure of the index of this name.</summary>
    public bool HasMeasure(string name) => ValueTypes.Contains(name) || (IndexMeasures.Contains(name) && Has(name));
}

/// <summary>Asks which columns the table has.</summary>
/// <param name="runner">Runs the query.</param>
/// <param name="options">Valid settings.</param>
public sealed class TableColumnsQuery(QueryRunner runner, TimestreamOptions options)
{
    /// <summary>Reads them; reads no rows.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="TimestreamException">Timestream cannot be reached or refuses.</exception>
    public async Task<TableColumns> ReadAsync(CancellationToken cancellationToken = default)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var valueTypes = new List<string>();
        await foreach (var page in runner.QueryAsync(TimestreamSql.Describe(options), cancellationToken: cancellationToken))
            foreach (var row in page.Rows)
                if (row is [{ } name, { } type, { } attribute])
                {
                    names.Add(name);
                    if (attribute == "MULTI" && type == "double" && !StoredColumns.Positions.Contains(name))
                        valueTypes.Add(name);
                }
        return new(names, valueTypes);
    }
}
