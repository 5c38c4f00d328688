using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AirQuality.Core.Feed;

/// <summary>Says of a snapshot that cannot be used what it is instead, where it shows, and what to do.</summary>
internal static class FeedDamage
{
    private const int PreviewBytes = 80;
    private const string Advice = "Nothing of this snapshot was stored; fetch the feed again.";

    /// <summary>The body does not start with an array.</summary>
    /// <param name="offset">Where its first character stands.</param>
    /// <param name="body">From there on; empty when there is nothing but white space.</param>
    public static FeedFormatException NoArray(long offset, ReadOnlySpan<byte> body)
    {
        var (reason, what) = body switch
        {
            [] => ("empty", "is empty"),
            [0x1F, 0x8B, ..] => ("compressed", "is still gzip-compressed"),
            [(byte)'<', ..] when LooksLikeHtml(body) => ("html", $"is an HTML page, not JSON: {Preview(body)}"),
            [(byte)'{', ..] => ("not_an_array", $"is a JSON object, not an array of entries: {Preview(body)}"),
            _ => ("not_json", $"does not start with a JSON array: {Preview(body)}"),
        };
        return new FeedFormatException(reason, offset, $"The feed {what} (byte {Text(offset)}). {Advice}");
    }

    public static FeedFormatException Truncated(long offset, long entries) =>
        new("truncated", offset, $"The feed breaks off at byte {Text(offset)}, after {Text(entries)} entries, before its array is closed. {Advice}");

    public static FeedFormatException BadSeparator(long offset, byte found, string expected) =>
        new("bad_json", offset, $"The feed is not valid JSON at byte {Text(offset)}: found '{Preview([found])}' where {expected} belongs. {Advice}");

    public static FeedFormatException BadJson(long offset, JsonException cause)
    {
        // The cause counts lines within the entry, which would mislead beside a byte of the feed.
        var what = cause.Message.Split(" LineNumber:")[0];
        return new FeedFormatException("bad_json", offset, $"The feed is not valid JSON at byte {Text(offset)}: {what} {Advice}");
    }

    private static bool LooksLikeHtml(ReadOnlySpan<byte> body)
    {
        var start = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 1_024)]);
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<head", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<body", StringComparison.OrdinalIgnoreCase);
    }

    private static string Preview(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, PreviewBytes)]);
        return string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
