using AirQuality.Api.Store;
using AirQuality.Api.Tests.Hosting;
using AirQuality.Core.Readings;
using AirQuality.Timestream.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace AirQuality.Api.Tests.Store;

public sealed class StoreWatchTests : IAsyncLifetime
{
    private ApiHost _host = null!;
    private StoreWatch _watch = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _watch = _host.Services.GetRequiredService<StoreWatch>();
        await _host.SeeAsync(seen => seen is not null);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Current_OfARealStore_HoldsTheNewestReadingOfEachSensor() => AssertSees(_host.Store.Readings);

    [Fact]
    public async Task Current_AfterANewReading_HoldsIt()
    {
        var reading = Newest() with { TimeMs = Newest().TimeMs + 30_000, IndexPm10 = 9 };
        await WriteAsync(reading);

        AssertSees(_host.Store.Readings);
        Assert.Equal(9, _watch.Current!.Readings.Single(row => row.SensorId == reading.SensorId).IndexPm10);
    }

    [Fact]
    public async Task Current_AfterALateReadingOfAnUnknownSensor_HoldsItOnceAllWasLookedAt()
    {
        await WriteAsync(Newest() with { SensorId = 987_654, TimeMs = Newest().TimeMs - (5 * 3_600_000) });

        AssertSees(_host.Store.Readings);
    }

    [Fact]
    public async Task Current_AfterALongerMeanOfTheSameInstant_HoldsThatOne()
    {
        var reading = Newest() with { AveragingMinutes = 1440 };
        await WriteAsync(reading);

        Assert.Equal(1440, _watch.Current!.Readings.Single(row => row.SensorId == reading.SensorId).AveragingMinutes);
    }

    private Reading Newest() => _host.Store.Readings.MaxBy(reading => (reading.TimeMs, reading.SensorId))!;

    private async Task WriteAsync(Reading reading)
    {
        var token = _watch.Current!.Token;
        await _host.Store.AddAsync(reading);
        await _host.SeeAsync(seen => seen is not null && seen.Token != token);
    }

    private void AssertSees(IReadOnlyList<Reading> readings)
    {
        var expected = readings.GroupBy(reading => reading.SensorId).Select(sensor => sensor.MaxBy(reading => reading.TimeMs)!).OrderBy(reading => reading.SensorId);
        Assert.Equal(expected.Select(Text), _watch.Current!.Readings.Select(Text));
    }

    private static string Text(Reading reading) => string.Join('|',
        reading.SensorId, reading.TimeMs, reading.SensorTypeName, reading.SensorTypeManufacturer, reading.SensorPin, reading.LocationId, reading.Country,
        reading.Latitude, reading.Longitude, reading.Altitude, reading.Indoor, reading.AveragingMinutes, reading.IndexPm10, reading.IndexPm25,
        string.Join(',', reading.Measurements.OrderBy(value => value.ValueType, StringComparer.Ordinal).Select(value => $"{value.ValueType}={value.Value}")));

    private static string Text(StoredReading reading) => string.Join('|',
        reading.SensorId, reading.TimeMs, reading.SensorType, reading.Manufacturer, reading.Pin, reading.LocationId, reading.Country,
        reading.Latitude, reading.Longitude, reading.Altitude, reading.Indoor, reading.AveragingMinutes, reading.IndexPm10, reading.IndexPm25,
        string.Join(',', reading.ValueTypes.Zip(reading.Values).Where(value => !double.IsNaN(value.Second)).OrderBy(value => value.First, StringComparer.Ordinal)
            .Select(value => $"{value.First}={value.Second}")));
}
