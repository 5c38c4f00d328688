using AirQuality.Core.Readings;

namespace AirQuality.Core.Cycle;

/// <summary>The readings of a snapshot, told apart by what the table is known to hold; each is in exactly one list.</summary>
/// <param name="New">Beyond the sensor's watermark, or of a sensor that has none: to be written.</param>
/// <param name="Held">Known to be held: nothing to do.</param>
/// <param name="Late">Before the watermark and not known to be held: to be looked up in the table, and written when it is missing.</param>
public sealed record ClassifiedReadings(IReadOnlyList<Reading> New, IReadOnlyList<Reading> Held, IReadOnlyList<Reading> Late);
