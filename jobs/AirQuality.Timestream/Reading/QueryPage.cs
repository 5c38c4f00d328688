namespace AirQuality.Timestream.Reading;

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">
/// Its type in Timestream's words: <c>BIGINT</c>, <c>ARRAY(DOUBLE)</c>, <c>ROW(a BIGINT, b VARCHAR)</c>, <c>TIMESERIES(DOUBLE)</c>.
/// </param>
public sealed record QueryColumn(string Name, string Type);

/// <summary>One page of a result.</summary>
/// <param name="Columns">The columns, the same on every page.</param>
/// <param name="Rows">
/// The rows, perhaps none: a value for each column, as text in Timestream's form, null for NULL. Arrays, rows and time series are JSON
/// text.
/// </param>
public sealed record QueryPage(IReadOnlyList<QueryColumn> Columns, IReadOnlyList<string?[]> Rows);
