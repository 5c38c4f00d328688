namespace AirQuality.Bench;

/// <summary>A contender did not do what it should, so there is no figure; the message says which and what to look at.</summary>
internal sealed class BenchException(string message) : Exception(message);
