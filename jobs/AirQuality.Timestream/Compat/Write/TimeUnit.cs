using Amazon.Runtime;

namespace Amazon.TimestreamWrite;

/// <summary>The unit of a record's time.</summary>
/// <param name="value">The service's name for the unit.</param>
public class TimeUnit(string value) : ConstantClass(value)
{
    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public static readonly TimeUnit MILLISECONDS = new("MILLISECONDS");

    /// <summary>The constant with this name; a new one where the name is not known.</summary>
    public static TimeUnit FindValue(string value) => FindValue<TimeUnit>(value);
}
