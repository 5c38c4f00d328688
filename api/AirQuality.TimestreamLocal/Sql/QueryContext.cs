using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Sql;

/// <summary>What a running query knows beside its data.</summary>
/// <param name="NowNs">The query's start, nanoseconds since 1970 UTC: <c>now()</c> is the same in the whole query.</param>
/// <param name="CancellationToken">Cancelled on CancelQuery, time-out and disconnect.</param>
internal sealed record QueryContext(long NowNs, CancellationToken CancellationToken)
{
    /// <summary>Counts what the query reads.</summary>
    public ScanMeter Meter { get; init; } = new();

    /// <summary>Told of every scan of a table before it begins.</summary>
    public Action<ScanRequest>? OnScan { get; init; }
}
