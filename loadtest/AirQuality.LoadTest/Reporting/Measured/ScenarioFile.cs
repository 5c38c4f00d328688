using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AirQuality.LoadTest.Reporting.Measured;

/// <summary>Reads an artillery scenario: its phases, its thresholds and the apdex's time.</summary>
internal static class ScenarioFile
{
    private static readonly (string Unit, double Seconds)[] _units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">The one of <c>config.environments</c> that the run took; null for none.</param>
    /// <exception cref="InvalidDataException">The file is no scenario; the message names it.</exception>
    public static Scenario Read(string path, string? environment)
    {
        try
        {
            var yaml = new YamlStream();
            using (var reader = File.OpenText(path))
                yaml.Load(reader);
            var config = Map(yaml.Documents.FirstOrDefault()?.RootNode, "config") ?? throw new InvalidDataException("it has no config");
            var chosen = environment is null ? null
                : Map(Map(config, "environments"), environment) ?? throw new InvalidDataException($"its config has no environment '{environment}'");
            return new(Phases(Node(chosen, "phases") ?? Node(config, "phases")), TargetsOf(Node(chosen, "ensure") ?? Node(config, "ensure"), Node(chosen, "apdex") ?? Node(config, "apdex")));
        }
        catch (Exception e) when (e is YamlException or InvalidDataException)
        {
            throw new InvalidDataException($"{path} is no scenario of artillery: {e.Message.ReplaceLineEndings(" ")}.", e);
        }
    }

    private static List<Phase> Phases(YamlNode? node) => node is YamlSequenceNode { Children.Count: > 0 } phases
        ? [.. phases.Select(PhaseOf)]
        : throw new InvalidDataException("its config has no phases");

    private static Phase PhaseOf(YamlNode node, int index) => (Text(node, "pause"), Text(node, "duration")) switch
    {
        ({ } pause, _) => new(Text(node, "name"), Duration(pause, index), Pause: true),
        (_, { } duration) => new(Text(node, "name"), Duration(duration, index), Pause: false),
        _ => throw new InvalidDataException($"its phase {index + 1} has neither duration nor pause"),
    };

    /// <summary>artillery's durations: seconds, or a number with its unit.</summary>
    private static TimeSpan Duration(string text, int index)
    {
        foreach (var (unit, seconds) in _units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && Number(text[..^unit.Length].Trim()) is { } number and >= 0 and < 1e7)
                return TimeSpan.FromSeconds(number * seconds);
        }
        throw new InvalidDataException($"its phase {index + 1} takes '{text}', which is no time");
    }

    /// <summary>The thresholds of <c>ensure</c>, a list of one-entry maps; what is not set keeps the first report's.</summary>
    private static Targets TargetsOf(YamlNode? ensure, YamlNode? apdex)
    {
        var targets = new Targets();
        if (Number(Text(apdex, "threshold")) is { } satisfied)
            targets = targets with { ApdexMs = satisfied };
        foreach (var threshold in Node(ensure, "thresholds") as YamlSequenceNode ?? [])
        {
            if (Number(Text(threshold, "http.response_time.p95")) is { } p95)
                targets = targets with { P95Ms = p95 };
            if (Number(Text(threshold, "http.response_time.p99")) is { } p99)
                targets = targets with { P99Ms = p99 };
        }
        return targets;
    }

    private static YamlNode? Node(YamlNode? parent, string key) => parent is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static YamlMappingNode? Map(YamlNode? parent, string key) => Node(parent, key) as YamlMappingNode;

    private static string? Text(YamlNode? parent, string key) => Node(parent, key) is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
