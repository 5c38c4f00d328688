using System.Globalization;
using AirQuality.LoadTest.Reporting.Measured;

namespace AirQuality.LoadTest.Reporting.Page;

/// <summary>How the page writes numbers and times.</summary>
internal static class Figures
{
    /// <summary>What stands where nothing was measured.</summary>
    public const string None = "–";

    /// <summary>A count.</summary>
    public static string Count(double? value) => Write(value, "#,0");

    /// <summary>A value with at most one decimal, as artillery gives times.</summary>
    public static string Tenths(double? value) => Write(value, "#,0.#");

    /// <summary>An apdex.</summary>
    public static string Score(double? value) => Write(value, "0.00");

    /// <summary>A percentage.</summary>
    public static string Percent(double? value) => Write(value, "0.0");

    /// <summary>A time of day.</summary>
    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A span, its day said once if it is one.</summary>
    public static string Span(TimeRange range) => range.Start.UtcDateTime.Date == range.End.UtcDateTime.Date
        ? $"{Day(range.Start)}, {Time(range.Start)} to {Time(range.End)} UTC"
        : $"{Day(range.Start)}, {Time(range.Start)} to {Day(range.End)}, {Time(range.End)} UTC";

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Write(double? value, string format) =>
        value is { } number ? Math.Round((decimal)Math.Clamp(number, -1e15, 1e15), 4, MidpointRounding.AwayFromZero).ToString(format, CultureInfo.InvariantCulture) : None;
}
