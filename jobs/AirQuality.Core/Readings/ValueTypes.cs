namespace AirQuality.Core.Readings;

/// <summary>A value type of the feed, for those who read it.</summary>
/// <param name="Name">The feed's name for it, such as <c>P1</c>.</param>
/// <param name="Quantity">What it measures, such as <c>PM10</c>; null where that is not known.</param>
/// <param name="Unit">The unit of its values, such as <c>µg/m³</c>; null where that is not known.</param>
public sealed record ValueTypeInfo(string Name, string? Quantity, string? Unit);

/// <summary>The value types that are known, from <c>value-types.json</c>.</summary>
public static class ValueTypes
{
    /// <summary>What is known of a value type: of one that the list lacks, its name.</summary>
    /// <param name="name">The feed's name for it; case matters.</param>
    public static ValueTypeInfo Find(string name)
    {
        var quantity = Quantities.Find(name);
        return new(quantity.Name, quantity.Measures, quantity.Unit);
    }
}
