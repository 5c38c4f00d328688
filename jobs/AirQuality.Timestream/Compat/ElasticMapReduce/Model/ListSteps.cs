using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>Asks for a cluster's steps.</summary>
public class ListStepsRequest : AmazonElasticMapReduceRequest
{
    /// <summary>The cluster.</summary>
    public string? ClusterId { get; set; }

    /// <summary>Only steps in one of these states.</summary>
    public List<string>? StepStates { get; set; }

    /// <summary>Where the last page ended.</summary>
    public string? Marker { get; set; }
}

/// <summary>A page of steps, newest first.</summary>
public class ListStepsResponse : AmazonWebServiceResponse
{
    /// <summary>The steps.</summary>
    public List<StepSummary>? Steps { get; set; }

    /// <summary>Where the next page begins; null after the last.</summary>
    public string? Marker { get; set; }
}
