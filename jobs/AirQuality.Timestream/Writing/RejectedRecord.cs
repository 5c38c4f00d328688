using AirQuality.Core.Records;

namespace AirQuality.Timestream.Writing;

/// <summary>A record that the table refused.</summary>
/// <param name="Record">The record.</param>
/// <param name="Reason">Timestream's reason.</param>
/// <param name="ExistingVersion">The version that is stored already, where that is the reason.</param>
public sealed record RejectedRecord(AirRecord Record, string Reason, long? ExistingVersion = null);
