namespace AirQuality.Core.Feed;

/// <summary>An element of the feed that is not a usable entry, with what is needed to find and judge it later.</summary>
/// <param name="Offset">Where it starts, in bytes from the start of the decompressed snapshot.</param>
/// <param name="Index">Its position in the array, from 0.</param>
/// <param name="Reason">
/// A stable code: <c>not_an_object</c>, <c>no_sensor</c>, <c>bad_sensor_id</c>, <c>bad_timestamp</c>, <c>time_out_of_range</c>,
/// <c>no_values</c>, <c>duplicate_key</c>, <c>bad_text</c>, <c>too_deep</c> or <c>too_large</c>.
/// </param>
/// <param name="Detail">What exactly is wrong, for people.</param>
/// <param name="Raw">The entry's own text, cut at 64 KiB; bytes that are not UTF-8 appear as U+FFFD.</param>
public sealed record MalformedEntry(long Offset, long Index, string Reason, string Detail, string Raw);
