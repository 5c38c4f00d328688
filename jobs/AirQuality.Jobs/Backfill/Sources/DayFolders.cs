using System.Globalization;

namespace AirQuality.Jobs.Backfill.Sources;

/// <summary>How the archive lays out its days: <c>2018-04-02/</c>, and past years <c>2018/2018-04-02/</c>.</summary>
internal static class DayFolders
{
    /// <summary>Where the files of a day may be, relative to the archive's root, without a slash at the end.</summary>
    public static IEnumerable<string> Of(DateOnly day)
    {
        var name = NameOf(day);
        return [name, $"{name[..4]}/{name}"];
    }

    /// <summary>Whether a folder's name can hold files of some days: a day among them, or a year that has one.</summary>
    public static bool CanHold(string folderName, DateOnly from, DateOnly to) =>
        DateOnly.TryParseExact(folderName, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day >= from && day <= to
            : IsYear(folderName, out var year) && year >= from.Year && year <= to.Year;

    /// <summary>Each day from the first to the last.</summary>
    public static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
            yield return day;
    }

    private static string NameOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsYear(string name, out int year) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out year) && name.Length == 4;
}
