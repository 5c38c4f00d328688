using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AirQuality.Core.Feed;
using AirQuality.Core.Split;
using AirQuality.Spark.Workers;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace AirQuality.Spark.Cycle;

/// <summary>What a snapshot held, added up over the workers.</summary>
internal sealed record SparkCounts : SnapshotCounts
{
    [SetsRequiredMembers]
    private SparkCounts(SplitSnapshot split, ILookup<string, KeyValuePair<string, long>> counts, Row? storable)
    {
        Entries = split.Entries;
        Malformed = split.Malformed;
        Bytes = split.Bytes;
        TrailingBytes = split.TrailingBytes;
        Merged = counts[ReasonCount.Merged].Sum(count => count.Value);
        Filtered = new ReasonCounts(counts[ReasonCount.Filtered]);
        FilteredValues = new ReasonCounts(counts[ReasonCount.FilteredValue]);
        UnknownSensorTypes = new ReasonCounts(counts[ReasonCount.UnknownSensorType]);
        Storable = counts[ReasonCount.Storable].Sum(count => count.Value);
        OldestMs = storable is null ? null : Number(storable.Get("oldest"));
        NewestMs = storable is null ? null : Number(storable.Get("newest"));
    }

    /// <inheritdoc />
    public override long Storable { get; }

    /// <inheritdoc />
    public override long? OldestMs { get; }

    /// <inheritdoc />
    public override long? NewestMs { get; }

    /// <summary>Counts the readings, which runs the job up to them.</summary>
    public static SparkCounts Of(SplitSnapshot split, DataFrame readings)
    {
        var rows = SparkAction.Rows(readings
            .Select(Col("time_ms"), Explode(Col("counts")).As("count"))
            .GroupBy("count.kind", "count.reason")
            .Agg(Sum("count.times").As("times"), Min("time_ms").As("oldest"), Max("time_ms").As("newest")));
        var counts = rows.ToLookup(
            row => row.GetAs<string>("kind"), row => KeyValuePair.Create(row.GetAs<string>("reason"), Number(row.Get("times"))));
        return new SparkCounts(split, counts, rows.SingleOrDefault(row => row.GetAs<string>("kind") == ReasonCount.Storable));
    }

    /// <summary>A BIGINT of a row: it arrives as an int when it is small.</summary>
    public static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
