namespace AirQuality.Timestream.Reading;

/// <summary>Which rows of the table are wanted; all that is said must hold.</summary>
/// <param name="FromMs">The span's first millisecond since 1970-01-01 UTC.</param>
/// <param name="ToMs">Its last.</param>
public sealed record ReadingCriteria(long FromMs, long ToMs)
{
    /// <summary>Only in one of these countries: two letters, upper case. Empty for all.</summary>
    public IReadOnlyCollection<string> Countries { get; init; } = [];

    /// <summary>Only of one of these sensor types, compared without case. Empty for all.</summary>
    public IReadOnlyCollection<string> SensorTypes { get; init; } = [];

    /// <summary>Only of this sensor.</summary>
    public long? SensorId { get; init; }

    /// <summary>Only at this location.</summary>
    public long? LocationId { get; init; }

    /// <summary>Only with an index of at least this.</summary>
    public int? IndexMin { get; init; }

    /// <summary>Only with an index of at most this.</summary>
    public int? IndexMax { get; init; }

    /// <summary>Only with a value of one of these types, and of their values only those. Empty for all.</summary>
    public IReadOnlyCollection<string> ValueTypes { get; init; } = [];

    /// <summary>The value types that readings come with, in the table's order.</summary>
    /// <param name="columns">What the table has.</param>
    public IReadOnlyList<string> ValueTypesOf(TableColumns columns) =>
        ValueTypes.Count == 0 ? columns.ValueTypes : [.. columns.ValueTypes.Where(ValueTypes.Contains)];

    /// <summary>Whether no row can match: the span is empty, or the table lacks a column that is asked for.</summary>
    internal bool IsEmptyIn(TableColumns columns) =>
        FromMs > ToMs
        || !columns.Has(StoredColumns.SensorId)
        || (Countries.Count > 0 && !columns.Has(StoredColumns.Country))
        || (SensorTypes.Count > 0 && !columns.Has(StoredColumns.SensorType))
        || (LocationId is not null && !columns.Has(StoredColumns.LocationId))
        || ((IndexMin ?? IndexMax) is not null && !columns.Has(StoredColumns.Index))
        || (ValueTypes.Count > 0 && ValueTypesOf(columns).Count == 0);
}
