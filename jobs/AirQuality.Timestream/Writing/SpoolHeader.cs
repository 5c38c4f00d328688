namespace AirQuality.Timestream.Writing;

/// <summary>The first line of a spool file: says what must follow, so that a cut file is noticed.</summary>
/// <param name="Snapshot">The snapshot's id.</param>
/// <param name="Records">How many records follow.</param>
internal sealed record SpoolHeader(string Snapshot, int Records);
