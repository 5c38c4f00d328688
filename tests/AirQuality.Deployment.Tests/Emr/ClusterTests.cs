using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>The cluster's template, and what of it no stand-in of AWS keeps.</summary>
public sealed partial class ClusterTests
{
    private static readonly JsonObject _template = CloudTemplate.Read("emr/cluster.yaml");
    private static readonly JsonObject _cluster = TemplateFiles.Properties("emr/cluster.yaml", "Cluster");

    // What microsoft-spark-3-5_2.12-2.3.1.jar takes: a prefix, and a list.
    private static readonly string[] _bridgeKnows = ["3.5.0", "3.5.1", "3.5.2", "3.5.3"];

    // Amazon EMR release guide, application versions of 7.x.
    private static readonly Dictionary<string, string> _sparkOf = new()
    {
        ["emr-7.3.0"] = "3.5.1", ["emr-7.4.0"] = "3.5.2", ["emr-7.5.0"] = "3.5.2", ["emr-7.6.0"] = "3.5.3", ["emr-7.7.0"] = "3.5.3", ["emr-7.8.0"] = "3.5.4",
        ["emr-7.9.0"] = "3.5.5", ["emr-7.10.0"] = "3.5.5", ["emr-7.11.0"] = "3.5.6", ["emr-7.12.0"] = "3.5.6", ["emr-7.13.0"] = "3.5.6",
    };

    [Fact]
    public void Labels_AllThatAreAllowed_ArePairedWithTheBridge()
    {
        var allowed = TemplateFiles.Texts(_template["Parameters"]!["ReleaseLabel"]!["AllowedValues"]);
        var mapping = _template["Mappings"]!["Release"]!.AsObject();

        Assert.Equal(_sparkOf.Keys.Order(StringComparer.Ordinal), allowed.Order(StringComparer.Ordinal));
        Assert.Equal(allowed.Order(StringComparer.Ordinal), mapping.Select(label => label.Key).Order(StringComparer.Ordinal));
        Assert.All(mapping, label =>
        {
            var spark = (string)label.Value!["Spark"]!;
            Assert.Equal(_sparkOf[label.Key], spark);
            Assert.StartsWith("3.5.", spark, StringComparison.Ordinal); // another line of Spark cannot be forced on the bridge
            Assert.Equal(_bridgeKnows.Contains(spark) ? "false" : "true", (string?)label.Value["IgnorePatch"]);
        });
        Assert.Equal("emr-7.7.0", (string?)_template["Parameters"]!["ReleaseLabel"]!["Default"]);
    }

    [Fact]
    public void Switch_OfThePatchCheck_ComesFromTheLabelAndNotFromTheStep()
    {
        var value = Configuration("spark-defaults")["spark.dotnet.ignoreSparkPatchVersionCheck"]!;

        Assert.Equal("""{"Fn::FindInMap":["Release",{"Ref":"ReleaseLabel"},"IgnorePatch"]}""", value.ToJsonString());
        Assert.All<string>(["cycle", "backfill"], job => Assert.DoesNotContain("ignoreSparkPatchVersionCheck", File.ReadAllText(Fixtures.File("emr", "steps", $"{job}.json")), StringComparison.Ordinal));
    }

    [Fact]
    public void Driver_Environment_IsWhatTheProgramReads()
    {
        var export = Configuration("spark-env", "export");

        Assert.Equal("/opt/airquality/worker", (string?)export["DOTNET_WORKER_DIR"]);
        Assert.Equal("/opt/airquality", (string?)export["DOTNET_ASSEMBLY_SEARCH_PATHS"]);
        Assert.Equal("s3://${Bucket}/staging/", (string?)export["AIRQUALITY_Spark__Staging"]!["Fn::Sub"]);
        Assert.Equal("AirQuality/0.1,contact:${Contact}", (string?)export["AIRQUALITY_Feed__UserAgent"]!["Fn::If"]![1]!["Fn::Sub"]);
    }

    [Fact]
    public void Driver_Environment_HoldsNothingThatAShellWouldTakeForItsOwn()
    {
        var texts = Configuration("spark-env", "export").SelectMany(variable => TemplateFiles.Texts(variable.Value).Where(text => text[0] != '{'));
        var contact = new Regex((string)_template["Parameters"]!["Contact"]!["AllowedPattern"]!);

        Assert.All(texts, text => Assert.Matches(HarmlessWord(), Placeholder().Replace(text, "x")));
        Assert.All<string>(["me@example.org", "https://example.org/about", "first.last+air@example.org", ""], good => Assert.Matches(contact, good));
        Assert.All<string>(["a b", "$(id)", "`id`", "a;b", "a\nb", "me@example.org\n", "a'b", "a\"b", "a|b", "a&b", "a>b", "-x@example.org", "(a)"], bad => Assert.DoesNotMatch(Whole(contact), bad));
    }

    [Fact]
    public void Executors_OfOneNode_FitTheSmallestType()
    {
        var defaults = Configuration("spark-defaults");
        int Gigabytes(string key) => int.Parse(((string)defaults[key]!).TrimEnd('g'), System.Globalization.CultureInfo.InvariantCulture);

        // EMR gives YARN 12,288 MB of an m7g.xlarge; the application master of client mode takes one more gigabyte.
        Assert.InRange(2 * (Gigabytes("spark.executor.memory") + Gigabytes("spark.executor.memoryOverhead")), 1, 11);
        Assert.All<string>(["PrimaryType", "CoreType"], type => Assert.Equal("m7g.xlarge", (string?)_template["Parameters"]![type]!["Default"]));
    }

    [Theory]
    [InlineData("m7g.xlarge", true)]
    [InlineData("r8g.2xlarge", true)]
    [InlineData("m6gd.16xlarge", true)]
    [InlineData("m7g.large", false)]
    [InlineData("t4g.xlarge", false)]
    [InlineData("m7i.xlarge", false)]
    public void InstanceTypes_OnlyGravitonFromXlargeOn(string type, bool isAllowed) => Assert.All<string>(
        ["PrimaryType", "CoreType"],
        parameter => Assert.Equal(isAllowed, Regex.IsMatch(type, (string)_template["Parameters"]![parameter]!["AllowedPattern"]!)));

    [Fact]
    public void Cluster_Steps_RunOneAfterTheOtherOnAClusterThatStays()
    {
        Assert.Equal(1, (long?)_cluster["StepConcurrencyLevel"]);
        Assert.True((bool?)_cluster["Instances"]!["KeepJobFlowAliveWhenNoSteps"]);
        Assert.Equal("s3://${Bucket}/logs/", (string?)_cluster["LogUri"]!["Fn::Sub"]);
        Assert.Contains(_cluster["Tags"]!.AsArray(), tag => (string?)tag!["Key"] == "for-use-with-amazon-emr-managed-policies" && (string?)tag["Value"] == "true");
    }

    [Fact]
    public void Bootstrap_Action_IsOfTheArtifacts()
    {
        var script = Assert.Single(_cluster["BootstrapActions"]!.AsArray())!["ScriptBootstrapAction"]!;

        Assert.Equal(["s3://${Bucket}/${Artifacts}/node.sh"], TemplateFiles.Texts(script["Path"]));
        Assert.Equal(["s3://${Bucket}/${Artifacts}", "s3://${Bucket}/data"], TemplateFiles.Texts(script["Args"]));
    }

    [Fact]
    public void Scaling_Managed_StaysWithinTheParameters()
    {
        var limits = _cluster["ManagedScalingPolicy"]!["ComputeLimits"]!;

        Assert.Equal("Instances", (string?)limits["UnitType"]);
        Assert.Equal("MinCore", (string?)limits["MinimumCapacityUnits"]!["Ref"]);
        Assert.All<string>(["MaximumCapacityUnits", "MaximumCoreCapacityUnits", "MaximumOnDemandCapacityUnits"], limit => Assert.Equal("MaxCore", (string?)limits[limit]!["Ref"]));
    }

    [Fact]
    public void Idle_Minutes_AreSecondsToEmr()
    {
        var parameter = _template["Parameters"]!["IdleMinutes"]!;
        var seconds = _template["Mappings"]!["Idle"]!.AsObject().Where(minutes => minutes.Key != "0").ToList();

        Assert.Equal("0", (string?)parameter["Default"]);
        Assert.Equal(TemplateFiles.Texts(parameter["AllowedValues"]), _template["Mappings"]!["Idle"]!.AsObject().Select(minutes => minutes.Key));
        Assert.All(seconds, pair => Assert.Equal(60 * int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture), (long)pair.Value!["Seconds"]!));
        Assert.All(seconds, pair => Assert.InRange((long)pair.Value!["Seconds"]!, 60, 604_800)); // EMR's own limits
        Assert.Equal("EndsWhenIdle", (string?)_cluster["AutoTerminationPolicy"]!["Fn::If"]![0]);
    }

    private static JsonObject Configuration(params string[] path)
    {
        var node = _cluster["Configurations"]!.AsArray();
        JsonNode? found = null;
        foreach (var classification in path)
        {
            found = Assert.Single(node, one => (string?)one!["Classification"] == classification);
            node = found!["Configurations"]?.AsArray() ?? [];
        }
        return found!["ConfigurationProperties"]!.AsObject();
    }

    // .NET's $ takes a line feed before the end; CloudFormation matches all or nothing.
    private static Regex Whole(Regex pattern) => new($@"\A(?:{pattern})\z");

    [GeneratedRegex(@"\A[A-Za-z0-9/._:,@+-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex HarmlessWord();

    [GeneratedRegex(@"\$\{[^}]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
