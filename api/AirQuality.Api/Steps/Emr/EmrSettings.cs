using System.Text.RegularExpressions;

namespace AirQuality.Api.Steps.Emr;

/// <summary>The cluster that runs steps. Section <c>Steps:Emr</c>.</summary>
internal sealed partial class EmrSettings
{
    /// <summary>Its id, <c>j-…</c>.</summary>
    public string ClusterId { get; set; } = "";

    /// <summary>Its region; null takes it from the AWS environment or profile.</summary>
    public string? Region { get; set; }

    /// <summary>A server other than AWS that speaks EMR's API; null for AWS.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The jar that starts a .NET program on Spark: a path on the primary node or an <c>s3://</c> address.</summary>
    public string RunnerJar { get; set; } = "/opt/airquality/microsoft-spark-3-5_2.12-2.3.1.jar";

    /// <summary>The program, on every node.</summary>
    public string Program { get; set; } = "/opt/airquality/airquality-spark.dll";

    /// <summary>The program's data folder, on the primary node.</summary>
    public string Data { get; set; } = "/mnt/airquality";

    /// <summary>The role that steps run as; null: the cluster's.</summary>
    public string? ExecutionRoleArn { get; set; }

    /// <summary>How often a request is sent before its failure is told. Default 4.</summary>
    public int Attempts { get; set; } = 4;

    /// <summary>Seconds that one attempt may take. Default 10.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>All problems, each naming its key and limit.</summary>
    public IEnumerable<string> Validate()
    {
        if (!ClusterName().IsMatch(ClusterId))
            yield return $"Steps:Emr:ClusterId is '{ClusterId}'; it must be a cluster's id such as j-1ABCDEFGHIJKL.";
        if (Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https"))
            yield return $"Steps:Emr:Endpoint is '{endpoint}'; it must be an address such as http://127.0.0.1:5000.";
        if (Region is not null && !RegionName().IsMatch(Region))
            yield return $"Steps:Emr:Region is '{Region}'; it must be a region's name such as eu-west-1.";
        foreach (var (key, value) in new[] { (nameof(RunnerJar), RunnerJar), (nameof(Program), Program), (nameof(Data), Data) })
            if (string.IsNullOrWhiteSpace(value) || value.StartsWith('-'))
                yield return $"Steps:Emr:{key} is '{value}'; it must be a path on the cluster or an s3:// address.";
        if (Attempts is < 1 or > 10)
            yield return FormattableString.Invariant($"Steps:Emr:Attempts is {Attempts}; it must be 1 to 10.");
        if (TimeoutSeconds is < 1 or > 120)
            yield return FormattableString.Invariant($"Steps:Emr:TimeoutSeconds is {TimeoutSeconds}; it must be 1 to 120.");
    }

    [GeneratedRegex(@"^j-[A-Z0-9]{1,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClusterName();

    [GeneratedRegex(@"^[a-z]{2,}(-[a-z]+)+-\d\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionName();
}
