namespace Amazon.ElasticMapReduce.Model;

/// <summary>Where a step is.</summary>
public class StepStatus
{
    /// <summary>The state.</summary>
    public StepState? State { get; set; }

    /// <summary>Why it is in it.</summary>
    public StepStateChangeReason? StateChangeReason { get; set; }

    /// <summary>What went wrong.</summary>
    public FailureDetails? FailureDetails { get; set; }

    /// <summary>When.</summary>
    public StepTimeline? Timeline { get; set; }
}

/// <summary>Why a step is in its state.</summary>
public class StepStateChangeReason
{
    /// <summary>The reason, for a person.</summary>
    public string? Message { get; set; }
}

/// <summary>What went wrong.</summary>
public class FailureDetails
{
    /// <summary>Its kind.</summary>
    public string? Reason { get; set; }

    /// <summary>What the step's log says.</summary>
    public string? Message { get; set; }

    /// <summary>Where the log is.</summary>
    public string? LogFile { get; set; }
}

/// <summary>When a step was made, began and ended, UTC.</summary>
public class StepTimeline
{
    /// <summary>When it was added.</summary>
    public DateTime? CreationDateTime { get; set; }

    /// <summary>When it began.</summary>
    public DateTime? StartDateTime { get; set; }

    /// <summary>When it ended.</summary>
    public DateTime? EndDateTime { get; set; }
}
