using System.Globalization;
using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Requests;

namespace AirQuality.Api.Steps.Templates;

/// <summary>What fills a template: texts that fill places, and lists that become arguments.</summary>
internal sealed record TemplateValues
{
    /// <summary>By placeholder.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    /// <summary>By placeholder.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; init; }

    /// <summary>The values of a request that runs in a place.</summary>
    /// <exception cref="ProblemException">There is no archive to backfill from.</exception>
    public static TemplateValues Of(StepRequest request, StepSettings settings, StepPlace place)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["runnerJar"] = place.RunnerJar, ["program"] = place.Program, ["data"] = place.Data,
        };
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["tableOptions"] = place.TableOptions };
        switch (request)
        {
            case CycleRequest cycle:
                var feed = new StepFeeds(settings.Feeds).Find(cycle.Feed);
                texts["feedName"] = cycle.Feed;
                texts["feed"] = feed.Source;
                lists["feedOptions"] = OptionsOf(feed);
                break;
            case BackfillRequest backfill:
                texts["source"] = settings.ArchiveSource
                    ?? throw new ProblemException(ProblemType.StepsUnavailable, "There is no archive to backfill from; its operator sets Steps:ArchiveSource.");
                texts["from"] = Day(backfill.From);
                texts["to"] = Day(backfill.To);
                lists["filters"] = FiltersOf(backfill);
                break;
        }
        return new() { Texts = texts, Lists = lists };
    }

    private static List<string> OptionsOf(FeedSettings feed)
    {
        var options = new List<string>();
        if (feed.AveragingMinutes is { } minutes)
            options.AddRange(["--averaging-minutes", minutes.ToString(CultureInfo.InvariantCulture)]);
        if (feed.ReplayAsNow)
            options.Add("--replay-as-now");
        return options;
    }

    // The program wants latitudes first. With '=', because a value that begins with '-' would read as an option.
    private static List<string> FiltersOf(BackfillRequest request)
    {
        var filters = new List<string>();
        if (request.Bbox is [var west, var south, var east, var north])
            filters.Add(string.Create(CultureInfo.InvariantCulture, $"--bbox={south},{west},{north},{east}"));
        foreach (var type in request.SensorTypes ?? [])
            filters.AddRange(["--sensor-type", type]);
        foreach (var sensor in request.Sensors ?? [])
            filters.AddRange(["--sensor", sensor.ToString(CultureInfo.InvariantCulture)]);
        return filters;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Where a step runs, and which table it fills.</summary>
/// <param name="RunnerJar">The jar that starts a .NET program on Spark.</param>
/// <param name="Program">The program.</param>
/// <param name="Data">Its data folder.</param>
/// <param name="TableOptions">The options that say where the table is.</param>
internal sealed record StepPlace(string RunnerJar, string Program, string Data, IReadOnlyList<string> TableOptions);
