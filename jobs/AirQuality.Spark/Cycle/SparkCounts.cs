using AirQuality.Core.Feed;
using AirQuality.Core.Split;
using AirQuality.Spark.Workers;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace AirQuality.Spark.Cycle;

/// <summary>What a snapshot held, added up over the workers.</summary>
internal sealed record SparkCounts : SnapshotCounts
{
    private readonly long _storable;
    private readonly long? _oldestMs;
    private readonly long? _newestMs;

    private SparkCounts(long storable, long? oldestMs, long? newestMs) => (_storable, _oldestMs, _newestMs) = (storable, oldestMs, newestMs);

    /// <inheritdoc />
    public override long Storable => _storable;

    /// <inheritdoc />
    public override long? OldestMs => _oldestMs;

    /// <inheritdoc />
    public override long? NewestMs => _newestMs;

    /// <summary>Counts the readings, which runs the job up to them.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    private SparkCounts(SplitSnapshot split, Row totals, ILookup<string, KeyValuePair<string, long>> reasons)
        : this(Number(totals.Get("storable")) ?? 0, Number(totals.Get("oldest")), Number(totals.Get("newest")))
    {
        Entries = split.Entries;
        Malformed = split.Malformed;
        Bytes = split.Bytes;
        TrailingBytes = split.TrailingBytes;
        Merged = reasons[ReasonCount.Merged].Sum(reason => reason.Value);
        Filtered = new ReasonCounts(reasons[ReasonCount.Filtered]);
        FilteredValues = new ReasonCounts(reasons[ReasonCount.FilteredValue]);
        UnknownSensorTypes = new ReasonCounts(reasons[ReasonCount.UnknownSensorType]);
    }

    public static SparkCounts Of(SplitSnapshot split, DataFrame readings)
    {
        var totals = SparkAction.Rows(ReadingTable.Storable(readings)
            .Agg(Count(Lit(1)).As("storable"), Min("time_ms").As("oldest"), Max("time_ms").As("newest"))).Single();
        var reasons = SparkAction.Rows(readings
            .Select(Explode(Col("counts")).As("count"))
            .GroupBy("count.kind", "count.reason")
            .Agg(Sum("count.times").As("times")))
            .ToLookup(row => row.GetAs<string>("kind"), row => KeyValuePair.Create(row.GetAs<string>("reason"), Number(row.Get("times"))!.Value));
        return new SparkCounts(split, totals, reasons);
    }

    // A BIGINT arrives as an int when it is small.
    internal static long? Number(object? value) => value is null ? null : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
}
