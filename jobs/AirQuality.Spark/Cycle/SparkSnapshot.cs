using AirQuality.Core.Feed;
using AirQuality.Core.Records;
using AirQuality.Core.Split;
using AirQuality.Jobs.Engine;
using AirQuality.Spark.Workers;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace AirQuality.Spark.Cycle;

/// <summary>A snapshot whose readings lie with the workers.</summary>
internal sealed class SparkSnapshot(
    SparkSession spark, TableConnection table, Stage stage, SplitSnapshot split, DataFrame readings, int buckets, TimeProvider time) : IReadSnapshot
{
    private SparkCounts? _counts;

    /// <inheritdoc />
    public long Entries => split.Entries;

    /// <inheritdoc />
    public SnapshotCounts Counts => _counts ??= SparkCounts.Of(split, readings);

    /// <inheritdoc />
    public async Task<Delivery> DeliverAsync(DeliveryOrder order, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var shifted = ReadingTable.Storable(readings).WithColumn("time_ms", Col("time_ms").Plus(order.ShiftMs));
        var (fresh, outage) = (shifted, order.Outage);
        if (outage is null)
            (fresh, outage) = await TableQuestion.AskAsync(() => FreshAsync(shifted, order, cancellationToken), shifted, cancellationToken);
        var watermarksMs = time.GetElapsedTime(started).TotalMilliseconds;
        CrashPoints.Reached(CrashPoint.Classified);

        var (records, waiting) = await WithoutWaitingAsync(fresh, order.Waiting);
        var parts = outage is null ? Write(records) : [Undelivered(records, outage)];
        var written = parts.Sum(part => part.Stored + part.Rejected.Count + part.Undelivered.Count);
        return new Delivery
        {
            Unchanged = Counts.Storable - written - waiting,
            Stored = parts.Sum(part => part.Stored),
            Rejected = [.. parts.SelectMany(part => part.Rejected)],
            Undelivered = [.. parts.SelectMany(part => part.Undelivered)],
            Failure = parts.Select(part => part.Failure).FirstOrDefault(failure => failure is not null),
            Requests = parts.Sum(part => part.Requests),
            Retries = parts.Sum(part => part.Retries),
            WatermarksMs = watermarksMs,
        };
    }

    /// <inheritdoc />
    public void MarkKept(Delivery delivery)
    {
        // Nothing is remembered from cycle to cycle.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        readings.Unpersist();
        stage.Dispose();
    }

    private async Task<DataFrame> FreshAsync(DataFrame shifted, DeliveryOrder order, CancellationToken cancellationToken) =>
        Counts is { OldestMs: { } oldest, NewestMs: { } newest }
            ? await new HeldTimes(spark, table.Held, stage, time).ExceptAsync(
                shifted, oldest + order.ShiftMs, newest + order.ShiftMs, order.AveragingMinutes, cancellationToken)
            : shifted;

    private async Task<(DataFrame Records, long Waiting)> WithoutWaitingAsync(
        DataFrame fresh, IReadOnlySet<RecordKey> waiting)
    {
        if (waiting.Count == 0)
            return (fresh, 0);
        var path = await stage.WriteTimesAsync("waiting.csv", waiting.Select(key => (key.SensorId, key.TimeMs)));
        var records = fresh.Join(TimeTable.Read(spark, path, "time_ms"), ["sensor_id", "time_ms"], "left_anti");
        return (records, fresh.Count() - records.Count());
    }

    // The bucket is salted with the time, so that no sensor always shares its bucket with the same others; a task that runs again has the
    // same records.
    private List<BucketOutcome> Write(DataFrame records)
    {
        var bucket = Pmod(Hash(Col("sensor_id"), Col("time_ms")), Lit(buckets)).Cast("int");
        return [.. SparkAction.Rows(records
            .Select(bucket.As("bucket"), Col("time_ms"), Col("record"))
            .Repartition(buckets, Col("bucket"))
            .GroupBy("bucket")
            .Apply(BucketWriter.Result, BucketWriter.For(WorkerTable.Describe(table.Options))))
            .Select(row => BucketOutcome.Parse(row.GetAs<string>("outcome")))];
    }

    private static BucketOutcome Undelivered(DataFrame records, TimestreamException outage)
    {
        var undelivered = SparkAction.Rows(records)
            .Select(row => RecordText.Read(row.GetAs<string>("record")) with { TimeMs = SparkCounts.Number(row.Get("time_ms")) })
            .ToList();
        return new BucketOutcome(0, [], undelivered, outage.Code, outage.Message, 0, 0);
    }
}
