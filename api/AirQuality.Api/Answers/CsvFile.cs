using System.Globalization;
using AirQuality.Api.Parameters;

namespace AirQuality.Api.Answers;

/// <summary>What a downloaded CSV file is called, and how it is labelled.</summary>
internal static class CsvFile
{
    /// <summary>The media type, with what RFC 4180 lets it say.</summary>
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    /// <summary>A name that tells the span: <c>readings-20261124T080000Z-20261125T080000Z.csv</c>.</summary>
    /// <param name="subject">What it holds: letters, digits, '-' and '_'.</param>
    /// <param name="span">From when to when.</param>
    public static string Name(string subject, TimeSpanOfData span) => $"{subject}-{Stamp(span.From)}-{Stamp(span.To)}.csv";

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
