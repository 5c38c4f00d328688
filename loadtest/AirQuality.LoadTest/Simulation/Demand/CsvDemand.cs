using System.Globalization;

namespace AirQuality.LoadTest.Simulation.Demand;

/// <summary>A demand trace as a table: <c>timestamp,demand</c> in instances, or <c>timestamp,requests_per_second</c>; rows equally far apart.</summary>
internal static class CsvDemand
{
    /// <summary>The header of a table in instances.</summary>
    public const string InInstances = "timestamp,demand";

    /// <summary>The header of a table in requests.</summary>
    public const string InRequests = "timestamp,requests_per_second";

    /// <summary>Reads a table.</summary>
    /// <param name="lines">The file, with its header.</param>
    /// <param name="secondsPerRequest">How long a request keeps an instance busy.</param>
    /// <exception cref="InvalidDataException">A line is no row, or rows are not equally far apart.</exception>
    public static DemandTrace Read(IReadOnlyList<string> lines, double secondsPerRequest)
    {
        var scale = lines[0] == InRequests ? secondsPerRequest : 1;
        var times = new List<DateTimeOffset>();
        var demand = new List<double>();
        foreach (var (index, line) in lines.Index().Skip(1).Where(line => line.Item.Length > 0))
        {
            var (time, value) = Parse(line) ?? throw new InvalidDataException(
                $"line {index + 1}: '{line}' is no row; a row is like '2026-01-31 12:00:00,1.5', with a number from 0 on.");
            if (times.Count > 0 && time <= times[^1] || times.Count > 1 && time - times[^1] != times[1] - times[0])
                throw new InvalidDataException($"line {index + 1}: '{line}' is not as long after the row before it as the second row is after the first.");
            times.Add(time);
            demand.Add(value * scale);
        }
        return new(times.FirstOrDefault(), times.Count > 1 ? times[1] - times[0] : TimeSpan.FromMinutes(1), demand);
    }

    private static (DateTimeOffset Time, double Value)? Parse(string line) =>
        line.Split(',') is [var time, var value]
        && DateTimeOffset.TryParseExact(time, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp)
        && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0
            ? (timestamp, number)
            : null;
}
