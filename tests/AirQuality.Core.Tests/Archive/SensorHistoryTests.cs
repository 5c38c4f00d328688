using AirQuality.Core.Archive;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Tests.Archive;

public sealed class SensorHistoryTests
{
    private static readonly DateOnly Day = ArchiveText.Day;

    public static TheoryData<long> Sensors => new(ArchiveFiles().Select(file => file.Name.SensorId).Distinct());

    // Every recorded file, hour by hour, against decimals and LINQ.
    [Theory]
    [MemberData(nameof(Sensors))]
    public void Hours_OfRecordedFiles_AreThoseOfAnIndependentComputation(long sensor)
    {
        var files = ArchiveFiles().Where(file => file.Name.SensorId == sensor).ToDictionary(file => file.Name.Day);
        var expected = ArchiveOracle.HoursOf(files.Values.Select(file => file.Path));

        var history = new SensorHistory(sensor);
        var readings = new List<Reading>();
        foreach (var day in files.Keys.Concat(files.Keys.Select(day => day.AddDays(1))).Distinct().Order())
        {
            var has = files.TryGetValue(day, out var file);
            var added = history.Add(day, has ? file.Name : null, has ? File.ReadAllBytes(file.Path) : default);
            Assert.Equal(24, added.Readings.Count + added.TooSparse);
            readings.AddRange(added.Readings);
        }

        Assert.Equal(expected.Select(hour => Ms(hour.Time)), readings.Select(reading => reading.TimeMs));
        foreach (var (hour, reading) in expected.Zip(readings))
        {
            Assert.Equal(hour.Location, $"{reading.LocationId}");
            Assert.Equal((hour.Pm10, hour.Pm25), (reading.IndexPm10, reading.IndexPm25));
            Assert.Equal(1_440, reading.AveragingMinutes);
            Assert.Equal(hour.Means.Keys.Order(StringComparer.Ordinal), reading.Measurements.Select(one => one.ValueType).Order(StringComparer.Ordinal));
            Assert.All(reading.Measurements, one => Assert.Equal((double)hour.Means[one.ValueType], one.Value, 1e-12 * Math.Abs(one.Value)));
        }
    }

    // Vector 19: 75 % of 24 hours are 18.
    [Theory]
    [InlineData(17, 0)]
    [InlineData(18, 7)]
    [InlineData(24, 7)]
    public void Day_WithSoManyHours_HasAMeanFromTheEighteenthOn(int hours, int readings)
    {
        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(ArchiveText.Hours(Day, 0, hours, "20")));

        Assert.Equal(readings, day.Readings.Count);
        if (readings > 0)
            Assert.Equal(Ms(Day.ToDateTime(new TimeOnly(18, 0))), day.Readings[0].TimeMs);
    }

    // 75 % of four quarter-hours are three.
    [Theory]
    [InlineData(new[] { 0, 16, 31 }, 7)]
    [InlineData(new[] { 0, 1, 2, 3, 16, 17 }, 0)]
    [InlineData(new[] { 14, 29, 59 }, 7)]
    public void Hour_Counts_WhenThreeOfItsQuartersHaveAValue(int[] minutes, int readings)
    {
        var rows = from hour in Enumerable.Range(0, 24) from minute in minutes select ArchiveText.Row(Day.ToDateTime(new TimeOnly(hour, minute)), "20");

        Assert.Equal(readings, new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(rows)).Readings.Count);
    }

    // Vector 7: twelve hours of 58.4 and twelve of 58.6 are 58.5, which is band 8; doubles make it 58.49999999999997 and band 7.
    [Fact]
    public void Mean_OnAHalf_IsRoundedUp()
    {
        var rows = ArchiveText.Hours(Day, 0, 12, "9", "58.4").Concat(ArchiveText.Hours(Day, 12, 12, "9", "58.6"));

        var last = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(rows)).Readings[^1];

        Assert.Equal((1, 8), (last.IndexPm10, last.IndexPm25));
        Assert.Equal(58.5, last.Measurements.Single(one => one.ValueType == "P2").Value);
    }

    // Thirds do not end in decimals; each hour here is n/3, and the day's mean is exactly 11.5.
    [Fact]
    public void Mean_OfThirds_IsExact()
    {
        var rows = from hour in Enumerable.Range(0, 24)
                   from row in new[] { (5, "11"), (20, "11.5"), (35, hour % 2 == 0 ? "11.9" : "12.1") }
                   select ArchiveText.Row(Day.ToDateTime(new TimeOnly(hour, row.Item1)), "1", row.Item2);

        var last = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(rows)).Readings[^1];

        Assert.Equal(11.5, last.Measurements.Single(one => one.ValueType == "P2").Value);
        Assert.Equal(2, last.IndexPm25);
    }

    [Fact]
    public void Rows_InAnyOrder_GiveTheSame()
    {
        var file = ArchiveFiles().Single(one => one.Name is { SensorId: 5331 } name && name.Day == Day);
        var lines = File.ReadAllLines(file.Path);
        var random = new Random(1);

        var straight = new SensorHistory(5331).Add(Day, file.Name, File.ReadAllBytes(file.Path));
        var shuffled = new SensorHistory(5331).Add(Day, file.Name, ArchiveText.FileWith(lines[0], lines.Skip(1).OrderBy(_ => random.Next())));

        Assert.Equal(straight.Readings.Select(Text), shuffled.Readings.Select(Text));
        Assert.NotEmpty(straight.Readings);
    }

    [Fact]
    public void Rows_OfOneTime_AreOneAndTheHigherValueCounts()
    {
        var rows = ArchiveText.Hours(Day, 0, 24, "20", "8").Concat(ArchiveText.Hours(Day, 0, 24, "30")).Concat(ArchiveText.Hours(Day, 0, 24, "30.0"));

        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(rows));

        Assert.Equal((96, 192), (day.Rows.Used, day.Rows.Merged));
        Assert.Equal(192, day.Rows.FilteredValues["duplicate_value"]);
        Assert.All(day.Readings, reading => Assert.Equal(["P1=30", "P2=8"], reading.Measurements.Select(one => $"{one.ValueType}={one.Value}").Order()));
    }

    [Fact]
    public void Window_ReachesOverMidnight_AndEndsInADayWithoutAFile()
    {
        var history = new SensorHistory(1);

        var first = history.Add(Day, ArchiveText.Name(Day), ArchiveText.File(ArchiveText.Hours(Day, 12, 12, "10")));
        var second = history.Add(Day.AddDays(1), ArchiveText.Name(Day.AddDays(1)), ArchiveText.File(ArchiveText.Hours(Day.AddDays(1), 0, 12, "20")));
        var third = history.Add(Day.AddDays(2), null, default);

        Assert.Empty(first.Readings);
        Assert.Equal(13, second.Readings.Count); // 06:00, when twelve and six hours are eighteen, to 18:00, when six and twelve are
        Assert.Equal(240.0 / 18, second.Readings[0].Measurements[0].Value, 12);
        Assert.Equal(15.0, second.Readings[6].Measurements[0].Value);
        Assert.Empty(third.Readings);
    }

    [Fact]
    public void Window_AfterDaysWithoutFiles_BeginsAnew()
    {
        var history = new SensorHistory(1);
        history.Add(Day, ArchiveText.Name(Day), ArchiveText.File(ArchiveText.Hours(Day, 0, 24, "10")));
        var later = Day.AddDays(3);

        var day = history.Add(later, ArchiveText.Name(later), ArchiveText.File(ArchiveText.Hours(later, 0, 24, "20")));

        Assert.Equal(7, day.Readings.Count);
        Assert.All(day.Readings, reading => Assert.Equal(20, reading.Measurements[0].Value));
        Assert.Throws<ArgumentException>(() => history.Add(later, null, default));
    }

    [Fact]
    public void Place_IsTheNewestRows()
    {
        var rows = ArchiveText.Hours(Day, 0, 20, "20").Concat(ArchiveText.Hours(Day, 20, 4, "20", place: "8;52.5;13.4"));

        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(rows));

        Assert.Equal([7, 7, 7, 8, 8, 8, 8], day.Readings.Select(reading => reading.LocationId));
        Assert.Equal([48.1, 48.1, 48.1, 52.5, 52.5, 52.5, 52.5], day.Readings.Select(reading => reading.Latitude));
    }

    [Theory]
    [InlineData("7;;", null)]
    [InlineData("7;0;0", "bad_coordinates")]
    [InlineData("7;91;0", "bad_coordinates")]
    public void Place_WithoutAPosition_KeepsTheValues(string place, string? reason)
    {
        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(ArchiveText.Hours(Day, 0, 24, "20", place: place)));

        Assert.Equal(reason is null ? 0 : 96, day.Rows.FilteredValues["bad_coordinates"]);
        Assert.All(day.Readings, reading => Assert.Equal((7, null, null), (reading.LocationId, reading.Latitude, reading.Longitude)));
        Assert.Equal(7, day.Readings.Count);
    }

    [Fact]
    public void Place_ThatIsTheDummy_IsFiltered()
    {
        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(ArchiveText.Hours(Day, 0, 24, "20", place: "11;48.1;11.5")));

        Assert.Empty(day.Readings);
        Assert.Equal(7, day.Filtered["dummy_location"]);
    }

    [Fact]
    public void KnownSensor_GivesTheDimensionsOfTheLiveRows_AndTheCountryWhereItStandsStill()
    {
        var known = new KnownSensor("SDS011", "1", 14, "Nova Fitness", 8, "DE");
        var rows = ArchiveText.Hours(Day, 0, 20, "20").Concat(ArchiveText.Hours(Day, 20, 4, "20", place: "8;52.5;13.4"));

        var day = new SensorHistory(1, known).Add(Day, ArchiveText.Name(Day), ArchiveText.File(rows));

        Assert.All(day.Readings, reading => Assert.Equal(("1", 14, "Nova Fitness"), (reading.SensorPin, reading.SensorTypeId, reading.SensorTypeManufacturer)));
        Assert.Equal([null, null, null, "DE", "DE", "DE", "DE"], day.Readings.Select(reading => reading.Country));
    }

    [Fact]
    public void KnownSensor_OfAnotherType_IsNotBelieved()
    {
        var day = new SensorHistory(1, new KnownSensor("SPS30", "1", 27)).Add(Day, ArchiveText.Name(Day), ArchiveText.File(ArchiveText.Hours(Day, 0, 24, "20")));

        Assert.All(day.Readings, reading => Assert.Equal(("SDS011", null, null), (reading.SensorTypeName, reading.SensorPin, reading.SensorTypeId)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Indoor_IsWhatTheNameSays(bool indoor)
    {
        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day) with { Indoor = indoor }, ArchiveText.File(ArchiveText.Hours(Day, 0, 24, "20")));

        Assert.All(day.Readings, reading => Assert.Equal(indoor ? true : null, reading.Indoor));
    }

    private static IEnumerable<(ArchiveFileName Name, string Path)> ArchiveFiles() =>
        Directory.EnumerateFiles(Path.Combine(Fixtures.Directory, "archive"), "*.csv")
            .Select(path => (ArchiveFileName.TryParse(Path.GetFileName(path), out var name) ? name : throw new InvalidDataException(path), path));

    private static long Ms(DateTime time) => new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static string Text(Reading reading) =>
        FormattableString.Invariant($"{reading.TimeMs} {reading.LocationId} {reading.Latitude} {reading.Index} {string.Join(' ', reading.Measurements.OrderBy(one => one.ValueType, StringComparer.Ordinal))}");
}
