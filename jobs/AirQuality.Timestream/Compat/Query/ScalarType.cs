using Amazon.Runtime;

namespace Amazon.TimestreamQuery;

/// <summary>The type of a single value; its text is the service's name for it.</summary>
/// <param name="value">The service's name for the type.</param>
public class ScalarType(string value) : ConstantClass(value)
{
    /// <summary>The constant with this name; a new one where the name is not known.</summary>
    public static ScalarType FindValue(string value) => FindValue<ScalarType>(value);
}
