using System.Text.Json;
using System.Text.Json.Serialization;
using AirQuality.Core.Cycle;

namespace AirQuality.Jobs.Backfill;

/// <summary>How a backfill ended.</summary>
[JsonConverter(typeof(BackfillStateConverter))]
internal enum BackfillState
{
    /// <summary>Everything asked for is done.</summary>
    Done,

    /// <summary>Everything asked for was done before.</summary>
    Unchanged,

    /// <summary>The source has no file of what was asked for.</summary>
    Empty,

    /// <summary>It was told to stop; finished days are kept.</summary>
    Interrupted,

    /// <summary>The table could not be reached; finished days are kept.</summary>
    TableFailed,

    /// <summary>The source could not be read, or a file of it; finished days are kept.</summary>
    SourceFailed,

    /// <summary>It could not begin; <see cref="BackfillReport.Error"/> says why.</summary>
    Failed,
}

/// <summary>Writes <see cref="BackfillState"/> in snake_case.</summary>
internal sealed class BackfillStateConverter() : JsonStringEnumConverter<BackfillState>(JsonNamingPolicy.SnakeCaseLower);

/// <summary>The report of a backfill. <c>files = bad names + second copies + finished before + read + damaged + left</c>.</summary>
internal sealed record BackfillReport
{
    /// <summary>How it ended.</summary>
    public required BackfillState State { get; init; }

    /// <summary>Files in the range, after the filters.</summary>
    public long Files { get; init; }

    /// <summary>CSV files whose names are none of the archive's.</summary>
    public long FilesBadName { get; init; }

    /// <summary>Files of a sensor and day that has another one.</summary>
    public long FilesSecondCopy { get; init; }

    /// <summary>Files that the manifest says are finished.</summary>
    public long FilesFinishedBefore { get; init; }

    /// <summary>Files not read, because the run ended early.</summary>
    public long FilesLeft { get; init; }

    /// <summary>Sensors in the range, after the filters.</summary>
    public long Sensors { get; init; }

    /// <summary>Of those, gone through.</summary>
    public long SensorsDone { get; init; }

    /// <summary>What became of files, rows and hours.</summary>
    public BackfillCounts Counts { get; init; } = BackfillCounts.Nothing;

    /// <summary>Whether all sums hold.</summary>
    public bool SumsHold => Counts.SumsHold
        && Files == FilesBadName + FilesSecondCopy + FilesFinishedBefore + Counts.FilesRead + BackfillCounts.Sum(Counts.FilesDamaged) + FilesLeft;

    /// <summary>Where the files came from.</summary>
    public string? Source { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; init; }

    /// <summary>The table.</summary>
    public string? Target { get; init; }

    /// <summary>Milliseconds in all.</summary>
    public double Milliseconds { get; init; }

    /// <summary>Why it did not end well.</summary>
    public CycleError? Error { get; init; }

    /// <summary>The exit code that the error stands for, where the run could not begin.</summary>
    [JsonIgnore]
    public int FailedWith { get; init; }

    /// <summary>What was put aside with its reason: files, rows and hours.</summary>
    [JsonIgnore]
    public long DeadLetters =>
        BackfillCounts.Sum(Counts.FilesDamaged) + BackfillCounts.Sum(Counts.RowsMalformed) + BackfillCounts.Sum(Counts.Rejected);

    /// <summary>One JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BackfillJson.Default.BackfillReport);
}
