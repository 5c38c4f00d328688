using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>Asks for a step.</summary>
public class DescribeStepRequest : AmazonElasticMapReduceRequest
{
    /// <summary>The cluster.</summary>
    public string? ClusterId { get; set; }

    /// <summary>The step.</summary>
    public string? StepId { get; set; }
}

/// <summary>The step.</summary>
public class DescribeStepResponse : AmazonWebServiceResponse
{
    /// <summary>The step.</summary>
    public Step? Step { get; set; }
}
