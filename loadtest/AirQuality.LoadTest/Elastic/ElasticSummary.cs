using System.Text.Json.Serialization;

namespace AirQuality.LoadTest.Elastic;

/// <summary>What a run came to; written as JSON.</summary>
/// <param name="Seconds">How long it was, on the wall's clock.</param>
/// <param name="TimeScale">How much faster the rules' time passed.</param>
/// <param name="Starts">Workers that were started.</param>
/// <param name="Stops">Workers that ended, those at the end of the run among them.</param>
/// <param name="Deaths">Workers among them that ended by themselves or were not well.</param>
/// <param name="MaxInstances">The most that were pending or running at once.</param>
/// <param name="InstanceHours">Hours that workers were there, from process start to end, in the rules' time.</param>
/// <param name="Requests">Requests that came to the proxy.</param>
/// <param name="Retries">Requests that were sent to one more worker.</param>
/// <param name="Failures">Requests to which no worker gave a whole answer (502, 503, 504, or an answer that broke off).</param>
/// <param name="ServerErrors">Answers of workers with a status of 500 or above.</param>
internal sealed record ElasticSummary(
    double Seconds,
    double TimeScale,
    int Starts,
    int Stops,
    int Deaths,
    int MaxInstances,
    double InstanceHours,
    long Requests,
    long Retries,
    long Failures,
    long ServerErrors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ElasticSummary))]
internal sealed partial class ElasticJson : JsonSerializerContext;
