namespace AirQuality.Api.Answers;

/// <summary>Marks an endpoint whose answers may go on for long, so that nobody waits for another client's to end.</summary>
internal sealed class MayStream;
