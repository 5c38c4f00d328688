using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>Gives a cluster steps.</summary>
public class AddJobFlowStepsRequest : AmazonElasticMapReduceRequest
{
    /// <summary>The cluster.</summary>
    public string? JobFlowId { get; set; }

    /// <summary>The steps, 256 at most.</summary>
    public List<StepConfig>? Steps { get; set; }

    /// <summary>The role that they run as; null: the cluster's.</summary>
    public string? ExecutionRoleArn { get; set; }
}

/// <summary>The steps wait.</summary>
public class AddJobFlowStepsResponse : AmazonWebServiceResponse
{
    /// <summary>Their ids, in the order given.</summary>
    public List<string>? StepIds { get; set; }
}
