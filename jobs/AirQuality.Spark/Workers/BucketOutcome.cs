using System.Text.Json;
using System.Text.Json.Serialization;
using AirQuality.Core.Records;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Spark.Workers;

/// <summary>What became of a bucket's records, as its worker tells the driver: a number for those stored, and every other one itself.</summary>
/// <param name="Stored">Records stored.</param>
/// <param name="Rejected">Records refused by the table.</param>
/// <param name="Undelivered">Records not known to be in the table.</param>
/// <param name="FailureCode">Why there are undelivered ones.</param>
/// <param name="FailureMessage">The same for people.</param>
/// <param name="Requests">Write requests made.</param>
/// <param name="Retries">Of those, repeats.</param>
internal sealed record BucketOutcome(
    long Stored,
    IReadOnlyList<RejectedRecord> Rejected,
    IReadOnlyList<AirRecord> Undelivered,
    TimestreamErrorCode? FailureCode,
    string? FailureMessage,
    int Requests,
    int Retries)
{
    public static BucketOutcome Of(WriteResult result) => new(
        result.Stored.Count, result.Rejected, result.Undelivered, result.Failure?.Code, result.Failure?.Message, result.Requests, result.Retries);

    public static BucketOutcome Parse(string json) => JsonSerializer.Deserialize(json, WorkerJson.Default.BucketOutcome)!;

    /// <summary>Why there are undelivered records; null where there are none.</summary>
    [JsonIgnore]
    public TimestreamException? Failure => FailureCode is { } code ? new TimestreamException(code, FailureMessage ?? code.ToString()) : null;

    public string ToJson() => JsonSerializer.Serialize(this, WorkerJson.Default.BucketOutcome);
}
