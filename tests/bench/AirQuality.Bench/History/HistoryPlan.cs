namespace AirQuality.Bench.History;

/// <summary>One reading of the history, with the values that both stores hold.</summary>
/// <param name="Sensor">The sensor's number, from 0.</param>
/// <param name="TimeMs">Milliseconds since 1970 UTC.</param>
/// <param name="Pm10Hundredths">PM10 in hundredths of µg/m³.</param>
/// <param name="Pm25Hundredths">PM2.5 in hundredths of µg/m³.</param>
/// <param name="Aqi">The index.</param>
internal readonly record struct HistoryReading(int Sensor, long TimeMs, int Pm10Hundredths, int Pm25Hundredths, int Aqi);

/// <summary>
/// Ten million readings: 35,000 sensors over seven days, 2,230 of them every five minutes (2,016 readings each) and the others every hour,
/// each at its own second. The same numbers on every machine: a value depends on the sensor and the step alone.
/// </summary>
internal static class HistoryPlan
{
    /// <summary>Counts up when other readings, or another layout of either store, come out: stores made before are made anew.</summary>
    public const int Version = 2;

    /// <summary>How many sensors, each at a location of its own.</summary>
    public const int Sensors = 35_000;

    /// <summary>How many five-minute steps the seven days have.</summary>
    public const int Steps = 7 * 24 * StepsAnHour;

    private const int FrequentSensors = 2_230;
    private const int StepsAnHour = 12;
    private const int StepMs = 300_000;
    private static readonly string[] CountryCodes = ["DE", "DE", "DE", "NL", "BE", "FR", "IT", "PL", "AT", "BG"];

    /// <summary>The start of the first step.</summary>
    public static readonly DateTimeOffset Start = new(2026, 9, 21, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The end of the last step.</summary>
    public static readonly DateTimeOffset End = Start.AddMilliseconds((double)StepMs * Steps);

    /// <summary>A sensor that reports every five minutes: whose series is asked for.</summary>
    public const int AskedSensor = 1_115;

    /// <summary>The readings of one step, of all sensors that report in it.</summary>
    public static IEnumerable<HistoryReading> ReadingsOf(int step) =>
        Enumerable.Range(0, Sensors).Where(sensor => Reports(sensor, step)).Select(sensor => Read(sensor, step));

    /// <summary>The readings of one sensor, in order of time.</summary>
    public static IEnumerable<HistoryReading> ReadingsOfSensor(int sensor) =>
        Enumerable.Range(0, Steps).Where(step => Reports(sensor, step)).Select(step => Read(sensor, step));

    /// <summary>A reading, of any step.</summary>
    public static HistoryReading Read(int sensor, int step)
    {
        var bits = Mix(((ulong)sensor << 32) + (ulong)step);
        var pm25 = 100 + (int)(bits % 5_000);
        var second = (int)(Mix((ulong)sensor) % (StepMs / 1000));
        var timeMs = Start.ToUnixTimeMilliseconds() + ((long)step * StepMs) + (1000L * second);
        return new(sensor, timeMs, (pm25 * 3 / 2) + (int)(bits >> 40 & 0xFF), pm25, 1 + (pm25 / 1200));
    }

    /// <summary>The text by which a sensor is known.</summary>
    public static string SensorId(int sensor) => FormattableString.Invariant($"{48 + (sensor * 3)}");

    /// <summary>The text by which a sensor's location is known.</summary>
    public static string LocationId(int sensor) => FormattableString.Invariant($"{20 + (sensor * 2)}");

    /// <summary>Where it is.</summary>
    public static string Country(int sensor) => CountryCodes[(int)(Mix((ulong)sensor + 7) % (ulong)CountryCodes.Length)];

    /// <summary>Thousandths of a degree.</summary>
    public static int Latitude(int sensor) => 43_000 + (int)(Mix((ulong)sensor + 11) % 11_000);

    /// <summary>Thousandths of a degree.</summary>
    public static int Longitude(int sensor) => 3_000 + (int)(Mix((ulong)sensor + 13) % 21_000);

    private static bool Reports(int sensor, int step) => sensor < FrequentSensors || sensor % StepsAnHour == step % StepsAnHour;

    // The finisher of SplitMix64.
    private static ulong Mix(ulong z)
    {
        z += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ z >> 30) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ z >> 27) * 0x94D0_49BB_1331_11EB;
        return z ^ z >> 31;
    }
}
