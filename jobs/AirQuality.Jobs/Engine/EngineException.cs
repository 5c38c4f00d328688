namespace AirQuality.Jobs.Engine;

/// <summary>The engine itself failed: neither the feed nor the table. What was landed and not finished is gone over by the next run.</summary>
/// <param name="message">What happened, and where to look.</param>
/// <param name="inner">What the engine said.</param>
internal sealed class EngineException(string message, Exception inner) : Exception(message, inner);
