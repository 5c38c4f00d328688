using Amazon.Runtime;

namespace Amazon.ElasticMapReduce;

/// <summary>Where a cluster is.</summary>
/// <param name="value">The service's name for it.</param>
public class ClusterState(string value) : ConstantClass(value)
{
    /// <summary>The constant with this name; a new one where the name is not known.</summary>
    public static ClusterState FindValue(string value) => FindValue<ClusterState>(value);
}
