using System.Text;
using AirQuality.Core.Archive;

namespace AirQuality.Core.Tests.Archive;

/// <summary>Damaged files and rows: each has its reason, and the rest of the file is used.</summary>
public sealed class ArchiveDamageTests
{
    private static readonly DateOnly Day = ArchiveText.Day;

    public static TheoryData<string, string, byte[]> Files()
    {
        var sound = ArchiveText.File(ArchiveText.Hours(Day, 0, 24, "20"));
        var packed = ArchiveText.Gzip(sound);
        byte[] badSum = [.. packed];
        badSum[^6] ^= 1;
        return new()
        {
            { "no bytes", ArchiveDamage.Empty, [] },
            { "gzip of nothing", ArchiveDamage.Empty, ArchiveText.Gzip([]) },
            { "gzip cut in the middle", ArchiveDamage.CutShort, packed[..(packed.Length / 2)] },
            { "gzip without its trailer", ArchiveDamage.CutShort, packed[..^8] },
            { "gzip cut in its trailer", ArchiveDamage.CutShort, packed[..^3] },
            { "gzip with a wrong sum", ArchiveDamage.CutShort, badSum },
            { "gzip's first bytes alone", ArchiveDamage.CutShort, [0x1f, 0x8b] },
            { "unpacks to more than any day", ArchiveDamage.TooLarge, ArchiveText.Gzip(new byte[(64 * 1_024 * 1_024) + 1]) },
            { "another table", ArchiveDamage.ForeignHeader, ArchiveText.FileWith("date;temperature", "2018-04-02;3.5") },
            { "a page of an error", ArchiveDamage.ForeignHeader, Encoding.UTF8.GetBytes("<html><body>502 Bad Gateway</body></html>") },
            { "commas", ArchiveDamage.ForeignHeader, ArchiveText.FileWith(ArchiveText.Header.Replace(';', ','), "1,SDS011") },
            { "a column missing", ArchiveDamage.ForeignHeader, ArchiveText.FileWith(ArchiveText.Header.Replace("timestamp;", "", StringComparison.Ordinal)) },
            { "no header", ArchiveDamage.ForeignHeader, Encoding.UTF8.GetBytes(ArchiveText.Row(Day.ToDateTime(TimeOnly.MinValue), "20")) },
            { "a type without values", ArchiveDamage.NoValueColumns, ArchiveText.FileWith("sensor_id;sensor_type;location;lat;lon;timestamp;", "1;GPS;7;48.1;11.5;2018-04-02T00:00:00;") },
        };
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void File_Damaged_IsNamedAndGivesNoRow(string what, string reason, byte[] file)
    {
        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), file);

        Assert.True(reason == day.FileDamage, $"{what}: {day.FileDamage}");
        Assert.Equal(0, day.Rows.Rows);
        Assert.Equal(24, day.TooSparse);
    }

    [Theory]
    [InlineData("no separator at all", ArchiveDamage.WrongColumnCount)]
    [InlineData("1;SDS011;7;48.1;11.5;2018-04-02T23:30:00;20", ArchiveDamage.WrongColumnCount)]
    [InlineData("1;SDS011;7;48.1;11.5;2018-04-02T23:30:00;20;;;10;;;", ArchiveDamage.WrongColumnCount)]
    [InlineData("2;SDS011;7;48.1;11.5;2018-04-02T23:30:00;20;;;10;;", ArchiveDamage.OtherSensor)]
    [InlineData("one;SDS011;7;48.1;11.5;2018-04-02T23:30:00;20;;;10;;", ArchiveDamage.OtherSensor)]
    [InlineData("1;SDS011;7;48.1;11.5;02.04.2018 23:30;20;;;10;;", ArchiveDamage.BadTimestamp)]
    [InlineData("1;SDS011;7;48.1;11.5;;20;;;10;;", ArchiveDamage.BadTimestamp)]
    [InlineData("1;SDS011;7;48.1;11.5;2018-04-03T00:00:00;20;;;10;;", ArchiveDamage.OtherDay)]
    [InlineData("1;SDS011;7;48.1;11.5;2018-04-01T23:59:59;20;;;10;;", ArchiveDamage.OtherDay)]
    [InlineData("1;;7;48.1;11.5;2018-04-02T23:30:00;20;;;10;;", ArchiveDamage.BadSensorType)]
    [InlineData("1;SDS011;7;5.148.554.199;11.5;2018-04-02T23:30:00;20;;;10;;", ArchiveDamage.BadCoordinates)]
    [InlineData("1;SDS011;7;48.1;Nov 50;2018-04-02T23:30:00;20;;;10;;", ArchiveDamage.BadCoordinates)]
    public void Row_Damaged_IsCountedAndTheRestGoesOn(string row, string reason)
    {
        var rows = ArchiveText.Hours(Day, 0, 18, "20").ToList();
        rows.Insert(5, row);

        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(rows));

        Assert.Null(day.FileDamage);
        Assert.Equal(73, day.Rows.Rows);
        Assert.Equal(72, day.Rows.Used);
        Assert.Equal((reason, 1), Assert.Single(day.Rows.Malformed.Select(r => (r.Key, r.Value))));
        Assert.Equal(7, day.Readings.Count);
    }

    [Theory]
    [InlineData("Sep 60", "not_a_number")]
    [InlineData("1,5", "not_a_number")]
    [InlineData("nan", "not_a_number")]
    [InlineData("1999.9", "out_of_range")]
    [InlineData("1e400", "out_of_range")]
    [InlineData("-1", "negative")]
    public void Value_Implausible_IsLeftOutByTheFeedsRule(string p1, string reason)
    {
        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(
            [.. ArchiveText.Hours(Day, 0, 18, "20"), ArchiveText.Row(Day.ToDateTime(new TimeOnly(17, 59)), p1)]));

        Assert.Equal((reason, 1), Assert.Single(day.Rows.FilteredValues.Select(r => (r.Key, r.Value))));
        Assert.Equal(1, day.Rows.WithoutValues);
        Assert.All(day.Readings, reading => Assert.Equal(20, Assert.Single(reading.Measurements).Value));
    }

    // PPD42NS counts particles in another way: its P1 is no PM10.
    [Fact]
    public void Values_OfASensorThatIsNoParticulateSensor_AreLeftOut()
    {
        var rows = ArchiveText.Hours(Day, 0, 24, "20").Select(row => row.Replace("SDS011", "PPD42NS", StringComparison.Ordinal));

        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.File(rows));

        Assert.Equal(96, day.Rows.FilteredValues["sensor_type"]);
        Assert.Equal(96, day.Rows.WithoutValues);
        Assert.Equal(24, day.TooSparse);
    }

    [Fact]
    public void File_WithByteOrderMarkAndCrlf_IsRead()
    {
        var text = "\uFEFF" + Encoding.UTF8.GetString(ArchiveText.File(ArchiveText.Hours(Day, 0, 24, "20"))).Replace("\n", "\r\n", StringComparison.Ordinal);

        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), Encoding.UTF8.GetBytes(text));

        Assert.Equal(96, day.Rows.Used);
        Assert.Equal(7, day.Readings.Count);
    }

    [Fact]
    public void File_WithColumnsInAnotherOrder_IsReadByName()
    {
        var rows = ArchiveText.Hours(Day, 0, 24, "20").Select(row => string.Join(';', row.Split(';').Reverse()));

        var day = new SensorHistory(1).Add(Day, ArchiveText.Name(Day), ArchiveText.FileWith(string.Join(';', ArchiveText.Header.Split(';').Reverse()), rows));

        Assert.Equal(96, day.Rows.Used);
        Assert.All(day.Readings, reading => Assert.Equal((7, 48.1, 2), (reading.LocationId, reading.Latitude, reading.IndexPm10)));
    }
}
