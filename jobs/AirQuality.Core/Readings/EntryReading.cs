namespace AirQuality.Core.Readings;

/// <summary>What one entry contributes to a reading.</summary>
/// <param name="EntryId">The entry's id; 0 where the feed has none. The higher one wins when two entries differ.</param>
/// <param name="Reading">The reading as far as this entry knows it; it may have no measurement left.</param>
internal readonly record struct EntryReading(long EntryId, Reading Reading);
