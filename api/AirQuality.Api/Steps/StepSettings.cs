using AirQuality.Api.Settings;
using AirQuality.Api.Steps.Emr;
using AirQuality.Api.Steps.Local;

namespace AirQuality.Api.Steps;

/// <summary>Who runs steps.</summary>
internal enum StepRunnerKind
{
    /// <summary>Nobody: the steps side answers 503.</summary>
    None,

    /// <summary>A cluster of Amazon EMR.</summary>
    Emr,

    /// <summary>Processes on this machine.</summary>
    Local,
}

/// <summary>Who runs steps, and on what. Section <c>Steps</c>.</summary>
internal sealed class StepSettings : ISettings
{
    /// <summary>Default <see cref="StepRunnerKind.None"/>.</summary>
    public StepRunnerKind Runner { get; set; }

    /// <summary>Feeds by name, beside <c>24h</c> and <c>5m</c>, which may be given here another source.</summary>
    public Dictionary<string, FeedSettings> Feeds { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Where the archive is: a folder, a URL that lists its days, or <c>s3://bucket/prefix</c>. Null: no backfills.</summary>
    public string? ArchiveSource { get; set; }

    /// <summary>
    /// Every how many seconds a step that somebody follows is looked at, however many follow it. Null: 30 on EMR, as AWS's own waiters do
    /// (EMR refills one request in two seconds), 1 on this machine.
    /// </summary>
    public double? PollSeconds { get; set; }

    /// <summary>Seconds between signs of life to followers while nothing changes. Default 15: many proxies give up at 30.</summary>
    public double HeartbeatSeconds { get; set; } = 15;

    /// <summary>The cluster. Section <c>Steps:Emr</c>.</summary>
    public EmrSettings Emr { get; set; } = new();

    /// <summary>This machine. Section <c>Steps:Local</c>.</summary>
    public LocalStepSettings Local { get; set; } = new();

    /// <summary>Every how long a step that somebody follows is looked at.</summary>
    public TimeSpan PollInterval => TimeSpan.FromSeconds(PollSeconds ?? (Runner == StepRunnerKind.Emr ? 30 : 1));

    /// <inheritdoc />
    public IEnumerable<string> Validate()
    {
        if (PollSeconds is < 0.1 or > 3_600)
            yield return FormattableString.Invariant($"Steps:PollSeconds is {PollSeconds}; it must be 0.1 to 3600.");
        if (HeartbeatSeconds is not (>= 0.1 and <= 3_600))
            yield return FormattableString.Invariant($"Steps:HeartbeatSeconds is {HeartbeatSeconds}; it must be 0.1 to 3600.");
        if (ArchiveSource is not null && (string.IsNullOrWhiteSpace(ArchiveSource) || ArchiveSource.StartsWith('-')))
            yield return $"Steps:ArchiveSource is '{ArchiveSource}'; it must be a folder, a URL or s3://bucket/prefix.";
        foreach (var (name, feed) in Feeds)
            foreach (var problem in feed.Validate(name))
                yield return problem;
        foreach (var problem in Runner switch
        {
            StepRunnerKind.Emr => Emr.Validate(),
            StepRunnerKind.Local => Local.Validate(),
            _ => [],
        })
            yield return problem;
    }
}
