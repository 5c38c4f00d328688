using System.Text.RegularExpressions;

namespace AirQuality.Api.Steps;

/// <summary>A feed that steps may name. Section <c>Steps:Feeds:&lt;name&gt;</c>.</summary>
internal sealed partial class FeedSettings
{
    /// <summary><c>24h</c>, <c>5m</c>, a file, a URL or <c>s3://bucket/key</c>.</summary>
    public string Source { get; set; } = "";

    /// <summary>Over how many minutes its values are means; null: by its name.</summary>
    public int? AveragingMinutes { get; set; }

    /// <summary>Whether a recorded snapshot is moved in time so that its newest reading is now.</summary>
    public bool ReplayAsNow { get; set; }

    /// <summary>All problems, each naming its key and limit.</summary>
    /// <param name="name">The feed's name.</param>
    public IEnumerable<string> Validate(string name)
    {
        if (!FeedName().IsMatch(name))
            yield return $"Steps:Feeds has a feed named '{name}'; names are 1 to 40 letters, digits, '_', '-' or '.'.";
        if (string.IsNullOrWhiteSpace(Source) || Source.StartsWith('-'))
            yield return $"Steps:Feeds:{name}:Source is '{Source}'; it must be 24h, 5m, a file, a URL or s3://bucket/key.";
        if (AveragingMinutes is < 1 or > 1_440)
            yield return FormattableString.Invariant($"Steps:Feeds:{name}:AveragingMinutes is {AveragingMinutes}; it must be 1 to 1440.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FeedName();
}
