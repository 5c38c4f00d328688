using System.Globalization;
using System.Text;
using AirQuality.Core.Archive;

namespace AirQuality.Bench.Generating;

/// <summary>An archive: a year of some sensors, the same bytes each time.</summary>
internal static class SensorYears
{
    /// <summary>How many sensors.</summary>
    public const int Sensors = 8;

    /// <summary>The first day.</summary>
    public static readonly DateOnly First = new(2024, 1, 1);

    /// <summary>The last day.</summary>
    public static readonly DateOnly Last = new(2024, 12, 31);

    /// <summary>Writes the files of all sensors, in a folder a day.</summary>
    /// <returns>The first sensor's files.</returns>
    public static List<(ArchiveFileName Name, byte[] Content)> Generate(string folder)
    {
        var random = new SeededRandom(2024);
        var kept = new List<(ArchiveFileName, byte[])>();
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var name = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var dayFolder = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            for (var sensor = 1; sensor <= Sensors; sensor++)
            {
                var content = DayOf(day, sensor, random);
                File.WriteAllBytes(Path.Combine(dayFolder, $"{name}_sds011_sensor_{sensor}.csv"), content);
                if (sensor == 1)
                    kept.Add((new ArchiveFileName(day, "sds011", sensor, Indoor: false), content));
            }
        }

        return kept;
    }

    // Rows 146 to 150 s apart, as devices send them.
    private static byte[] DayOf(DateOnly day, int sensor, SeededRandom random)
    {
        var text = new StringBuilder("sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2\n");
        for (var time = day.ToDateTime(TimeOnly.MinValue); DateOnly.FromDateTime(time) == day; time = time.AddSeconds(146 + random.Next(5)))
            text.Append(CultureInfo.InvariantCulture, $"{sensor};SDS011;7;48.100;11.500;{time:yyyy-MM-ddTHH:mm:ss};{random.Next(6_000) / 100m:0.00};;;{random.Next(3_000) / 100m:0.00};;\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
