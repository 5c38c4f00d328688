using System.Globalization;

namespace AirQuality.TimestreamLocal.Tests.Sql.Metamorphic;

/// <summary>A small table of readings with few different values, so that rows are alike, and NULLs, so that logic is three-valued. Reals
/// are multiples of a half, so that a sum does not depend on its order, and none is -0.0, which stands for 0.0 in a group or a maximum
/// or the other way round.</summary>
internal static class GeneratedTable
{
    /// <summary>How queries name it.</summary>
    public const string Name = "air_quality.readings";

    public static readonly string[] Sensors = ["143", "147", "5331"];
    public static readonly string[] Countries = ["DE", "de", "FR", "é"];
    private const int SecondsBetweenTimes = 60;
    private const int Times = 4;

    /// <summary>The columns that tell rows apart, in the order that sorts them all.</summary>
    public const string Columns = "sensor_id, country, time, p1, aqi";

    /// <summary>A timestamp near those of the rows.</summary>
    public static string TimeLiteral(Choices choices) =>
        string.Create(CultureInfo.InvariantCulture, $"timestamp '2020-01-01 00:{choices.Number(0, Times):00}:00'");

    /// <summary>The same rows twice: as a source gives them, and in small batches with rows that the filters exclude.</summary>
    public static (Ask Plain, Ask Scattered) Make(Choices choices)
    {
        var rows = new (string, string?, int, double?, long?)[choices.Number(0, 12)];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (
                choices.Of(Sensors),
                choices.Chance(4) ? null : choices.Of(Countries),
                choices.Number(0, Times - 1) * SecondsBetweenTimes,
                choices.Chance(4) ? null : choices.Of(-1.5, 0.0, 0.5, 2.0, double.NaN),
                choices.Chance(4) ? null : choices.Number(-1, 3));
        }

        var (plain, scattered) = (new MemoryRowSource(), new MemoryRowSource { BatchRows = choices.Number(1, 4), IgnoresFilters = true });
        return (new Ask(Ask.FillReadings(plain, rows)), new Ask(Ask.FillReadings(scattered, rows)));
    }
}
