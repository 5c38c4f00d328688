using System.Globalization;

namespace AirQuality.Bench.Generating;

/// <summary>A station: a place, and the sensors that stand there and share its location.</summary>
internal sealed record Station(
    int LocationId, string Latitude, string Longitude, string Altitude, string Country, bool IsExact, bool IsIndoor, IReadOnlyList<RecordedSensor> Sensors)
{
    /// <summary>Draws a station. Nine in ten measure dust, three in four also the weather, a few noise.</summary>
    public static Station Draw(SeededRandom random, RecordedFeeds recorded, int number)
    {
        var place = random.Pick(recorded.Places);
        var isExact = random.Percent(20);
        return new(
            number + 1_000, Near(place.Latitude), Near(place.Longitude), place.Altitude, place.Country, isExact, random.Percent(5), DrawSensors(random, recorded));

        // Ten stations would share each place otherwise; a few hundred metres set them apart.
        string Near(string degrees)
        {
            var moved = decimal.Parse(degrees, CultureInfo.InvariantCulture) + random.Next(20_000_000) / 1_000_000_000m;
            return moved.ToString(isExact ? "F11" : "F3", CultureInfo.InvariantCulture);
        }
    }

    private static List<RecordedSensor> DrawSensors(SeededRandom random, RecordedFeeds recorded)
    {
        var sensors = new List<RecordedSensor>();
        if (random.Percent(90))
            sensors.Add(random.Pick(recorded.SensorsOf(SensorKind.Dust)));
        if (random.Percent(75))
            sensors.Add(DrawClimate(random, recorded));
        if (random.Percent(3))
            sensors.Add(Blurred(random, random.Pick(recorded.SensorsOf(SensorKind.Noise)), "noise_", perMille: 200));
        return sensors;
    }

    private static RecordedSensor DrawClimate(SeededRandom random, RecordedFeeds recorded)
    {
        var climate = random.Pick(recorded.SensorsOf(SensorKind.Climate));
        if (random.Percent(50))
            return climate;

        // Few sensors with pressure are recorded, so the other values of one come from the many without.
        var pressure = Blurred(random, random.Pick(recorded.SensorsOf(SensorKind.Pressure)), "pressure", perMille: 20);
        return pressure with { Values = [.. pressure.Values.Select(value => climate.Values.FirstOrDefault(other => other.Type == value.Type, value))] };
    }

    // The few recorded values would repeat ten thousand times otherwise.
    private static RecordedSensor Blurred(SeededRandom random, RecordedSensor sensor, string valueTypes, int perMille)
    {
        return sensor with { Values = [.. sensor.Values.Select(Blur)] };

        RecordedValue Blur(RecordedValue value)
        {
            if (!value.Type.StartsWith(valueTypes, StringComparison.Ordinal))
                return value;
            var factor = 1 + (random.Next(2 * perMille + 1) - perMille) / 1_000m;
            var blurred = decimal.Parse(value.Text, CultureInfo.InvariantCulture) * factor;
            return value with { Text = blurred.ToString("F2", CultureInfo.InvariantCulture) };
        }
    }
}
