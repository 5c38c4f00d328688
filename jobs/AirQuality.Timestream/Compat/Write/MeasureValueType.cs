using Amazon.Runtime;

namespace Amazon.TimestreamWrite;

/// <summary>How a measure is stored.</summary>
/// <param name="value">The service's name for the type.</param>
public class MeasureValueType(string value) : ConstantClass(value)
{
    /// <summary>A 64-bit integer.</summary>
    public static readonly MeasureValueType BIGINT = new("BIGINT");

    /// <summary>True or false.</summary>
    public static readonly MeasureValueType BOOLEAN = new("BOOLEAN");

    /// <summary>A 64-bit floating-point number.</summary>
    public static readonly MeasureValueType DOUBLE = new("DOUBLE");

    /// <summary>Several measures in one record.</summary>
    public static readonly MeasureValueType MULTI = new("MULTI");

    /// <summary>The constant with this name; a new one where the name is not known.</summary>
    public static MeasureValueType FindValue(string value) => FindValue<MeasureValueType>(value);
}
