using AirQuality.Core.Feed;

namespace AirQuality.Core.Archive;

/// <summary>
/// What became of a file's rows: <c>rows = malformed + without values + merged + used</c>. Single values left out of a row are counted
/// beside them.
/// </summary>
public sealed class ArchiveRowCounts
{
    /// <summary>Lines behind the header that are not blank.</summary>
    public long Rows { get; internal set; }

    /// <summary>Rows that could not be used, by the codes of <see cref="ArchiveDamage"/>.</summary>
    public ReasonCounts Malformed { get; } = new();

    /// <summary>Rows with no value, or none that passed the filters.</summary>
    public long WithoutValues { get; internal set; }

    /// <summary>Rows that joined another one of the same time.</summary>
    public long Merged { get; internal set; }

    /// <summary>Rows that went into the means.</summary>
    public long Used { get; internal set; }

    /// <summary>Values left out, by reason; the reasons are the feed's.</summary>
    public ReasonCounts FilteredValues { get; } = new();
}
