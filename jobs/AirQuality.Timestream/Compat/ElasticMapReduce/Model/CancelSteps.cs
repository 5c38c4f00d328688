using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>Takes steps back.</summary>
public class CancelStepsRequest : AmazonElasticMapReduceRequest
{
    /// <summary>The cluster.</summary>
    public string? ClusterId { get; set; }

    /// <summary>The steps, 256 at most.</summary>
    public List<string>? StepIds { get; set; }

    /// <summary>How those that run are ended.</summary>
    public StepCancellationOption? StepCancellationOption { get; set; }
}

/// <summary>What becomes of each.</summary>
public class CancelStepsResponse : AmazonWebServiceResponse
{
    /// <summary>One a step.</summary>
    public List<CancelStepsInfo>? CancelStepsInfoList { get; set; }
}

/// <summary>What becomes of a step.</summary>
public class CancelStepsInfo
{
    /// <summary>The step.</summary>
    public string? StepId { get; set; }

    /// <summary>Whether it will be cancelled.</summary>
    public CancelStepsRequestStatus? Status { get; set; }

    /// <summary>Why not.</summary>
    public string? Reason { get; set; }
}
