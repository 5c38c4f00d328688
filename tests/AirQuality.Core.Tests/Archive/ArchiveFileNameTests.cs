using AirQuality.Core.Archive;

namespace AirQuality.Core.Tests.Archive;

public sealed class ArchiveFileNameTests
{
    [Theory]
    [InlineData("2018-04-02_sds011_sensor_5331.csv", "2018-04-02", "sds011", 5331, false)]
    [InlineData("2018-04-02_sds011_sensor_5331.csv.gz", "2018-04-02", "sds011", 5331, false)]
    [InlineData("2021-01-01_bme280_sensor_7_indoor.csv", "2021-01-01", "bme280", 7, true)]
    [InlineData("2021-01-01_bme280_sensor_7_indoors.csv.gz", "2021-01-01", "bme280", 7, true)]
    [InlineData("2020-02-29_radiation_sbm-19_sensor_30858295319.csv", "2020-02-29", "radiation_sbm-19", 30_858_295_319, false)]
    [InlineData("2018-04-02_SDS011_sensor_5331.CSV", "2018-04-02", "sds011", 5331, false)]
    public void Name_OfTheArchive_IsRead(string file, string day, string type, long sensor, bool indoor)
    {
        Assert.True(ArchiveFileName.TryParse(file, out var name));
        Assert.Equal(new ArchiveFileName(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), type, sensor, indoor), name);
    }

    [Theory]
    [InlineData("2018-02-30_sds011_sensor_5331.csv")] // no such day
    [InlineData("2018-04-02_sds011_sensor_.csv")]
    [InlineData("2018-04-02_sds011_sensor_0.csv")]
    [InlineData("2018-04-02_sds011_sensor_99999999999999999999.csv")]
    [InlineData("2018-04-02_../../etc_sensor_1.csv")]
    [InlineData("2018-04-02_sds011_sensor_5331.csv.zip")]
    [InlineData("2018-04-02_sds011_sensor_5331.csv\n")]
    [InlineData("2018-01_sds011.csv")] // a month's file
    [InlineData("")]
    public void Name_OfSomethingElse_IsRefused(string file) => Assert.False(ArchiveFileName.TryParse(file, out _));
}
