using Amazon.Runtime;

namespace Amazon.ElasticMapReduce;

/// <summary>Where a step is.</summary>
/// <param name="value">The service's name for it.</param>
public class StepState(string value) : ConstantClass(value)
{
    /// <summary>The constant with this name; a new one where the name is not known.</summary>
    public static StepState FindValue(string value) => FindValue<StepState>(value);
}
