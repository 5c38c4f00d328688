namespace AirQuality.Timestream.Writing;

/// <summary>Records of one snapshot that wait for the table.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length, packed.</param>
public sealed record SpoolFile(string Path, long Bytes);
