using System.Globalization;

namespace AirQuality.Core.Tests.Archive;

/// <summary>What an hour of a sensor must become.</summary>
internal sealed record ExpectedHour(DateTime Time, IReadOnlyDictionary<string, decimal> Means, int? Pm10, int? Pm25, string Location);

/// <summary>
/// The rolling means of archive files computed apart from the product: text split into strings, decimals, LINQ, each hour made anew from
/// all rows, and the tables written out by hand. It knows only what the recorded files hold.
/// </summary>
internal static class ArchiveOracle
{
    private static readonly decimal[] Pm25 = [11, 23, 35, 41, 47, 53, 58, 64, 70];
    private static readonly decimal[] Pm10 = [16, 33, 50, 58, 66, 75, 83, 91, 100];

    private sealed record Row(DateTime Time, string Location, string Quantity, decimal Value);

    /// <summary>The hours with a mean, of files of one sensor.</summary>
    public static IReadOnlyList<ExpectedHour> HoursOf(IEnumerable<string> paths)
    {
        var rows = paths.SelectMany(Rows).Where(row => IsPlausible(row.Quantity, row.Value)).ToList();
        if (rows.Count == 0)
            return [];
        var hourly = rows
            .GroupBy(row => (row.Quantity, row.Time)).Select(same => same.MaxBy(row => row.Value)!)
            .GroupBy(row => (row.Quantity, Hour: row.Time.Date.AddHours(row.Time.Hour)))
            .Where(hour => hour.Select(row => row.Time.Minute / 15).Distinct().Count() >= 3)
            .ToDictionary(hour => hour.Key, hour => hour.Average(row => row.Value));
        var quantities = rows.Select(row => row.Quantity).Distinct().ToList();
        var expected = new List<ExpectedHour>();
        for (var time = rows.Min(row => row.Time).Date; time <= rows.Max(row => row.Time).AddDays(2); time = time.AddHours(1))
        {
            var means = new Dictionary<string, decimal>();
            foreach (var quantity in quantities)
            {
                var day = Enumerable.Range(1, 24).Where(back => hourly.ContainsKey((quantity, time.AddHours(-back)))).Select(back => hourly[(quantity, time.AddHours(-back))]).ToList();
                if (day.Count >= 18)
                    means[quantity] = day.Average();
            }
            if (means.Count > 0)
            {
                var newest = rows.Where(row => row.Time < time).MaxBy(row => row.Time)!;
                expected.Add(new ExpectedHour(time, means, Index(means, "P1", Pm10), Index(means, "P2", Pm25), newest.Location));
            }
        }
        return expected;
    }

    private static IEnumerable<Row> Rows(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(';');
        foreach (var cells in lines.Skip(1).Select(line => line.Split(';')))
        {
            if (!decimal.TryParse(cells[3], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                continue; // a spreadsheet was here
            var time = DateTime.ParseExact(cells[5], "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
            for (var column = 6; column < header.Length; column++)
                if (cells[column].Length > 0)
                    yield return new Row(time, cells[2], header[column], decimal.Parse(cells[column], CultureInfo.InvariantCulture));
        }
    }

    private static bool IsPlausible(string quantity, decimal value) => quantity switch
    {
        "P1" => value is >= 0 and < 1900,
        "P2" => value is >= 0 and < 900,
        "temperature" => value is >= -50 and <= 70,
        "humidity" => value is >= 0 and <= 100,
        "pressure" => value is >= 85_000 and <= 120_000,
        _ => throw new InvalidDataException(quantity),
    };

    // 20 places: far beyond the distance of two different means, far above the error of decimal division.
    private static int? Index(Dictionary<string, decimal> means, string quantity, decimal[] bounds) =>
        means.TryGetValue(quantity, out var mean)
            ? 1 + bounds.Count(bound => decimal.Floor(decimal.Round(mean, 20, MidpointRounding.AwayFromZero) + 0.5m) > bound)
            : null;
}
