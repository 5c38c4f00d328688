using Amazon.Runtime;

namespace Amazon.ElasticMapReduce;

/// <summary>What a cluster does when a step fails.</summary>
/// <param name="value">The service's name for it.</param>
public class ActionOnFailure(string value) : ConstantClass(value)
{
    /// <summary>The constant with this name; a new one where the name is not known.</summary>
    public static ActionOnFailure FindValue(string value) => FindValue<ActionOnFailure>(value);
}
