using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Latest;

/// <summary>Brings readings to one layout of values: those that were asked for, in the table's order.</summary>
internal sealed class ShownValues(TableColumns columns, IReadOnlyList<string> measures)
{
    /// <summary>The value types, in the table's order.</summary>
    public IReadOnlyList<string> ValueTypes { get; } = measures.Count == 0 ? columns.ValueTypes : [.. columns.ValueTypes.Where(measures.Contains)];

    /// <summary>A reading with those values; readings from before the table learned a column have another layout.</summary>
    public StoredReading Of(StoredReading reading) => ReferenceEquals(reading.ValueTypes, ValueTypes)
        ? reading
        : reading with { ValueTypes = ValueTypes, Values = [.. ValueTypes.Select(type => reading.ValueOf(type) ?? double.NaN)] };
}
