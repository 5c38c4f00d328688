using System.Text.Json;

namespace AirQuality.Timestream.Tests.Scripted;

/// <summary>A request as it arrived.</summary>
/// <param name="Number">Its place among all requests, counted from 1.</param>
/// <param name="Operation">The operation that its target names.</param>
/// <param name="Headers">Its headers, by name in any case.</param>
/// <param name="RawBody">Its body.</param>
internal sealed record Call(int Number, string Operation, IReadOnlyDictionary<string, string> Headers, byte[] RawBody)
{
    public JsonElement Body { get; } = JsonDocument.Parse(RawBody).RootElement;
}
