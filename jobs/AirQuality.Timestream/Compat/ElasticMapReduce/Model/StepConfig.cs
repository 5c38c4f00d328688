namespace Amazon.ElasticMapReduce.Model;

/// <summary>A step to be added.</summary>
public class StepConfig
{
    /// <summary>What it is called; need not be unique.</summary>
    public string? Name { get; set; }

    /// <summary>What happens when it fails.</summary>
    public ActionOnFailure? ActionOnFailure { get; set; }

    /// <summary>What it runs.</summary>
    public HadoopJarStepConfig? HadoopJarStep { get; set; }
}

/// <summary>A program and its arguments.</summary>
public class HadoopJarStepConfig
{
    /// <summary>The jar; <c>command-runner.jar</c> runs a command.</summary>
    public string? Jar { get; set; }

    /// <summary>The arguments, each as it is.</summary>
    public List<string>? Args { get; set; }
}
