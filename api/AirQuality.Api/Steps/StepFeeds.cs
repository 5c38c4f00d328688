namespace AirQuality.Api.Steps;

/// <summary>The feeds that steps may name: Sensor.Community's two, and those of the settings.</summary>
/// <param name="settings">The feeds of the settings by name; they win.</param>
internal sealed class StepFeeds(IReadOnlyDictionary<string, FeedSettings> settings)
{
    private static readonly string[] _builtIn = ["24h", "5m"];

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names { get; } = [.. _builtIn.Union(settings.Keys, StringComparer.Ordinal)];

    /// <summary>A feed by its name.</summary>
    public FeedSettings Find(string name) => settings.TryGetValue(name, out var feed) ? feed : new FeedSettings { Source = name };

    /// <summary>The name of the feed with this source; the source itself where there is none, as in a step that somebody else submitted.</summary>
    public string NameOf(string source) => Names.FirstOrDefault(name => Find(name).Source == source) ?? source;
}
