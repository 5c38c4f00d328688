using Amazon.Runtime;

namespace Amazon.ElasticMapReduce;

/// <summary>How a running step is ended.</summary>
/// <param name="value">The service's name for it.</param>
public class StepCancellationOption(string value) : ConstantClass(value)
{
    /// <summary>The constant with this name; a new one where the name is not known.</summary>
    public static StepCancellationOption FindValue(string value) => FindValue<StepCancellationOption>(value);
}
