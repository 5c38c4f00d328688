using System.Diagnostics.Metrics;

namespace AirQuality.Api.Telemetry;

/// <summary>How many answers of the read side came from the cache, and how many were made.</summary>
internal sealed class AnswerMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _answers =
        meters.Create(ApiActivity.Name).CreateCounter<long>("airquality.answers", "{answer}", "Answers of the read side, by where they came from.");

    /// <summary>Counts one.</summary>
    public void Answered(bool fromCache) => _answers.Add(1, new KeyValuePair<string, object?>("cache", fromCache ? "hit" : "miss"));
}
