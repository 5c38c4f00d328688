using System.Globalization;
using AirQuality.Api.Steps.Requests;

namespace AirQuality.Api.Steps.Templates;

/// <summary>Reads a step's job and arguments back from what it runs: EMR keeps nothing else, and a schedule adds steps too.</summary>
internal static class ProgramArguments
{
    /// <summary>The job and its arguments; both null for what is no job of ours.</summary>
    /// <param name="arguments">What the step runs.</param>
    /// <param name="program">The program, where the step is one of ours.</param>
    /// <param name="feeds">The feeds that there are.</param>
    public static (string? Job, StepArguments? Arguments) Read(List<string> arguments, string program, StepFeeds feeds)
    {
        var place = arguments.IndexOf(program);
        if (place < 0 || place + 1 >= arguments.Count)
            return (null, null);
        var options = Options(arguments.Skip(place + 2).ToList());
        return arguments[place + 1] switch
        {
            CycleRequest.Job => (CycleRequest.Job, new() { Feed = feeds.NameOf(options["--feed"].FirstOrDefault("24h")) }),
            BackfillRequest.Job => (BackfillRequest.Job, Backfill(options)),
            _ => (null, null),
        };
    }

    private static StepArguments Backfill(ILookup<string, string> options) => new()
    {
        From = Day(options["--from"].FirstOrDefault()),
        To = Day(options["--to"].FirstOrDefault()),
        Bbox = Box(options["--bbox"].FirstOrDefault()),
        SensorTypes = options["--sensor-type"].ToList() is { Count: > 0 } types ? types : null,
        Sensors = options["--sensor"].Select(Sensor).ToList() is { Count: > 0 } ids ? ids : null,
    };

    // Both forms: --name value, and --name=value.
    private static ILookup<string, string> Options(List<string> arguments) =>
        arguments.Index()
            .Where(argument => argument.Item.StartsWith("--", StringComparison.Ordinal))
            .Select(argument => argument.Item.Split('=', 2) is [var name, var value]
                ? (Name: name, Value: value)
                : (Name: argument.Item, Value: arguments.ElementAtOrDefault(argument.Index + 1) ?? ""))
            .ToLookup(option => option.Name, option => option.Value);

    private static long Sensor(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // The program takes latitudes first, in any order.
    private static double[]? Box(string? text)
    {
        var degrees = (text ?? "").Split(',')
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        return degrees is [var lat1, var west, var lat2, var east] && degrees.All(double.IsFinite)
            ? [west, Math.Min(lat1, lat2), east, Math.Max(lat1, lat2)]
            : null;
    }
}
