namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>Where a column comes from, however many subqueries it was handed through: a stored table, or, with both names null, an
/// expression.</summary>
/// <param name="Database">The table's database.</param>
/// <param name="Table">The table.</param>
/// <param name="IsAliased">Whether the query gave it its name.</param>
internal readonly record struct ColumnOrigin(string? Database, string? Table, bool IsAliased);
