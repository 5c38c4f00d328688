using System.Globalization;
using AirQuality.Core.Archive;
using AirQuality.Core.Tests.Archive;
using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Backfill;

/// <summary>An archive in a folder, and what is asked of it.</summary>
internal sealed class TestArchive(TemporaryFolder folder, string name = "archive")
{
    /// <summary>The recorded files.</summary>
    public static string Recorded { get; } = Path.Combine(Fixtures.Root, "archive");

    public string Root { get; } = Directory.CreateDirectory(folder[name]).FullName;

    /// <summary>The recorded files of each unit.</summary>
    public static IEnumerable<IGrouping<(long SensorId, string Type), string>> RecordedUnits() => Directory
        .EnumerateFiles(Recorded, "*.csv")
        .GroupBy(path => ArchiveFileName.TryParse(Path.GetFileName(path), out var name) ? (name.SensorId, name.SensorType) : throw new InvalidDataException(path));

    /// <summary>Writes a file of a day; all hours have the same value.</summary>
    public string Write(DateOnly day, string p1, long sensor = 1, int hours = 24, string under = "") =>
        Write(day, ArchiveText.File(ArchiveText.Hours(day, 0, hours, p1, "5").Select(row => OfSensor(row, sensor))), sensor, under);

    /// <summary>Writes a file of a day.</summary>
    public string Write(DateOnly day, byte[] content, long sensor = 1, string under = "", string ending = ".csv")
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Root, under)).FullName, FileName(day, sensor) + ending);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The name of a file without its ending.</summary>
    public static string FileName(DateOnly day, long sensor) =>
        $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}_sds011_sensor_{sensor}";

    /// <summary>Asks for some days of it.</summary>
    public BackfillRequest Ask(DateOnly from, DateOnly to) => new() { Source = Root, From = from, To = to };

    private static string OfSensor(string row, long sensor) => $"{sensor}{row[row.IndexOf(';', StringComparison.Ordinal)..]}";
}
