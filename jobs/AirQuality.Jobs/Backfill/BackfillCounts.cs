using System.Text.Json.Serialization;
using AirQuality.Core.Archive;
using AirQuality.Core.Feed;

namespace AirQuality.Jobs.Backfill;

/// <summary>What became of the files, rows and hours of some days. Three sums hold, see <see cref="SumsHold"/>.</summary>
internal sealed record BackfillCounts
{
    private static readonly IReadOnlyDictionary<string, long> None = new Dictionary<string, long>();

    /// <summary>Nothing done.</summary>
    public static BackfillCounts Nothing { get; } = new();

    /// <summary>Files read whose rows were gone through.</summary>
    public long FilesRead { get; init; }

    /// <summary>Files that could not be used, by the codes of <see cref="ArchiveDamage"/>, or <c>gone</c>.</summary>
    public IReadOnlyDictionary<string, long> FilesDamaged { get; init; } = None;

    /// <summary>Files read again only because the next day's hours need them; in none of the other counts.</summary>
    public long WarmUpFiles { get; init; }

    /// <summary>Bytes of all of them, as the source has them.</summary>
    public long Bytes { get; init; }

    /// <summary>Rows of the files read.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that could not be used, by reason.</summary>
    public IReadOnlyDictionary<string, long> RowsMalformed { get; init; } = None;

    /// <summary>Rows with no value, or none that passed the filters.</summary>
    public long RowsWithoutValues { get; init; }

    /// <summary>Rows that joined another one of the same time.</summary>
    public long RowsMerged { get; init; }

    /// <summary>Rows that went into the means.</summary>
    public long RowsUsed { get; init; }

    /// <summary>Single values left out of rows, by reason.</summary>
    public IReadOnlyDictionary<string, long> FilteredValues { get; init; } = None;

    /// <summary>Days gone through, those without a file that the day before reaches into among them.</summary>
    public long Days { get; init; }

    /// <summary>Full hours of those days.</summary>
    public long Hours { get; init; }

    /// <summary>Hours without a mean: less than 18 of the 24 hours before have one.</summary>
    public long TooSparse { get; init; }

    /// <summary>Hours with a mean that is not to be stored: <c>dummy_location</c>, <c>outside_area</c>.</summary>
    public IReadOnlyDictionary<string, long> Filtered { get; init; } = None;

    /// <summary>Hours stored, those that the table held already among them.</summary>
    public long Stored { get; init; }

    /// <summary>Hours that the table refused, by its reasons; they are dead letters.</summary>
    public IReadOnlyDictionary<string, long> Rejected { get; init; } = None;

    /// <summary>Hours that did not reach the table; their days are done again.</summary>
    public long Undelivered { get; init; }

    /// <summary>
    /// <c>rows = malformed + without values + merged + used</c>; <c>hours = 24 × days</c>;
    /// <c>hours = too sparse + filtered + stored + rejected + undelivered</c>.
    /// </summary>
    public bool SumsHold =>
        Rows == Sum(RowsMalformed) + RowsWithoutValues + RowsMerged + RowsUsed
        && Hours == 24 * Days
        && Hours == TooSparse + Sum(Filtered) + Stored + Sum(Rejected) + Undelivered;

    /// <summary>These and others together.</summary>
    public BackfillCounts Plus(BackfillCounts other) => new()
    {
        FilesRead = FilesRead + other.FilesRead,
        FilesDamaged = Plus(FilesDamaged, other.FilesDamaged),
        WarmUpFiles = WarmUpFiles + other.WarmUpFiles,
        Bytes = Bytes + other.Bytes,
        Rows = Rows + other.Rows,
        RowsMalformed = Plus(RowsMalformed, other.RowsMalformed),
        RowsWithoutValues = RowsWithoutValues + other.RowsWithoutValues,
        RowsMerged = RowsMerged + other.RowsMerged,
        RowsUsed = RowsUsed + other.RowsUsed,
        FilteredValues = Plus(FilteredValues, other.FilteredValues),
        Days = Days + other.Days,
        Hours = Hours + other.Hours,
        TooSparse = TooSparse + other.TooSparse,
        Filtered = Plus(Filtered, other.Filtered),
        Stored = Stored + other.Stored,
        Rejected = Plus(Rejected, other.Rejected),
        Undelivered = Undelivered + other.Undelivered,
    };

    /// <summary>The sum over all reasons.</summary>
    public static long Sum(IReadOnlyDictionary<string, long> reasons) => reasons.Values.Sum();

    private static IReadOnlyDictionary<string, long> Plus(IReadOnlyDictionary<string, long> left, IReadOnlyDictionary<string, long> right) =>
        right.Count == 0 ? left : left.Count == 0 ? right : new ReasonCounts(left.Concat(right));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BackfillUnit))]
[JsonSerializable(typeof(UnitReport))]
[JsonSerializable(typeof(BackfillReport))]
[JsonSerializable(typeof(SensorManifest))]
internal sealed partial class BackfillJson : JsonSerializerContext;
