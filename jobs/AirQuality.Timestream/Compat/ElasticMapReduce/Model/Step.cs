namespace Amazon.ElasticMapReduce.Model;

/// <summary>A step.</summary>
public class Step
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>What it is called.</summary>
    public string? Name { get; set; }

    /// <summary>What it runs.</summary>
    public HadoopStepConfig? Config { get; set; }

    /// <summary>Where it is.</summary>
    public StepStatus? Status { get; set; }
}

/// <summary>A step, as lists have it.</summary>
public class StepSummary
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>What it is called.</summary>
    public string? Name { get; set; }

    /// <summary>What it runs.</summary>
    public HadoopStepConfig? Config { get; set; }

    /// <summary>Where it is.</summary>
    public StepStatus? Status { get; set; }
}

/// <summary>A program and its arguments.</summary>
public class HadoopStepConfig
{
    /// <summary>The jar.</summary>
    public string? Jar { get; set; }

    /// <summary>The arguments.</summary>
    public List<string>? Args { get; set; }
}
