using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AirQuality.Core.Archive;

/// <summary>
/// The name of an archive file: one sensor, one UTC day. <c>2018-04-02_sds011_sensor_5331.csv</c>, perhaps <c>_indoor</c> before the
/// ending and <c>.gz</c> behind it.
/// </summary>
/// <param name="Day">The UTC day.</param>
/// <param name="SensorType">The sensor's type as the name has it, in lower case: <c>sds011</c>.</param>
/// <param name="SensorId">The sensor's id on the map.</param>
/// <param name="Indoor">Whether the name says that the sensor stands indoors; the archive says nothing of the others.</param>
public sealed partial record ArchiveFileName(DateOnly Day, string SensorType, long SensorId, bool Indoor)
{
    /// <summary>Reads a file's name, without its folder.</summary>
    public static bool TryParse(string fileName, [NotNullWhen(true)] out ArchiveFileName? name)
    {
        name = null;
        var match = Pattern().Match(fileName);
        if (!match.Success
            || !DateOnly.TryParseExact(match.Groups["day"].ValueSpan, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !long.TryParse(match.Groups["id"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || id == 0)
            return false;
        name = new ArchiveFileName(day, match.Groups["type"].Value.ToLowerInvariant(), id, match.Groups["indoor"].Success);
        return true;
    }

    // The type becomes part of file names of our own, so it holds only what is safe everywhere.
    [GeneratedRegex(
        @"^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})_(?<type>[a-z0-9][a-z0-9_.-]{0,40})_sensor_(?<id>[0-9]{1,18})(?<indoor>_indoors?)?\.csv(\.gz)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
