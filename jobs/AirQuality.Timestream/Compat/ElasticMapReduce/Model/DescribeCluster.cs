using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>Asks for a cluster.</summary>
public class DescribeClusterRequest : AmazonElasticMapReduceRequest
{
    /// <summary>The cluster.</summary>
    public string? ClusterId { get; set; }
}

/// <summary>The cluster.</summary>
public class DescribeClusterResponse : AmazonWebServiceResponse
{
    /// <summary>The cluster.</summary>
    public Cluster? Cluster { get; set; }
}

/// <summary>A cluster.</summary>
public class Cluster
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>Where it is.</summary>
    public ClusterStatus? Status { get; set; }

    /// <summary>Where its logs go, in S3.</summary>
    public string? LogUri { get; set; }
}

/// <summary>Where a cluster is.</summary>
public class ClusterStatus
{
    /// <summary>The state.</summary>
    public ClusterState? State { get; set; }

    /// <summary>Why it is in it.</summary>
    public ClusterStateChangeReason? StateChangeReason { get; set; }
}

/// <summary>Why a cluster is in its state.</summary>
public class ClusterStateChangeReason
{
    /// <summary>The reason, for a person.</summary>
    public string? Message { get; set; }
}
