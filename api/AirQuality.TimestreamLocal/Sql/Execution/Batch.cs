namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>Rows in columns: what operators hand each other.</summary>
/// <param name="Columns">The columns, all of <paramref name="Count"/> rows.</param>
/// <param name="Count">How many rows; a batch may have rows and no columns (<c>count(*)</c> needs none).</param>
internal sealed record Batch(Vector[] Columns, int Count)
{
    /// <summary>How many rows a producer puts into one batch.</summary>
    public const int TargetRows = 1024;
}
