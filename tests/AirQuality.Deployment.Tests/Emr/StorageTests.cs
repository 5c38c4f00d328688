using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>The storage's template, where no stand-in of AWS makes what it says.</summary>
public sealed class StorageTests
{
    private static readonly JsonObject _template = CloudTemplate.Read("emr/storage.yaml");

    [Fact]
    public void Table_TakesLateReadingsAndTellsWhatItRejects()
    {
        var table = TemplateFiles.Properties("emr/storage.yaml", "TimestreamTable");
        var writes = table["MagneticStoreWriteProperties"]!;

        Assert.True((bool?)writes["EnableMagneticStoreWrites"]);
        Assert.Equal(
            """{"BucketName":{"Ref":"Bucket"},"ObjectKeyPrefix":"rejected/","EncryptionOption":"SSE_S3"}""",
            writes["MagneticStoreRejectedDataLocation"]!["S3Configuration"]!.ToJsonString());
        Assert.Equal(
            """{"MemoryStoreRetentionPeriodInHours":{"Ref":"MemoryHours"},"MagneticStoreRetentionPeriodInDays":{"Ref":"MagneticDays"}}""",
            table["RetentionProperties"]!.ToJsonString());
        Assert.Equal((24, 3650), ((long?)_template["Parameters"]!["MemoryHours"]!["Default"], (long?)_template["Parameters"]!["MagneticDays"]!["Default"]));
    }

    [Theory]
    [InlineData("Bucket", null)]
    [InlineData("BucketPolicy", null)]
    [InlineData("TimestreamDatabase", "HasTimestream")]
    [InlineData("TimestreamTable", "HasTimestream")]
    public void Resource_ThatNothingBringsBack_OutlivesItsStack(string name, string? condition)
    {
        var resource = _template["Resources"]![name]!;

        Assert.Equal("RetainExceptOnCreate", (string?)resource["DeletionPolicy"]);
        Assert.Equal("Retain", (string?)resource["UpdateReplacePolicy"]);
        Assert.Equal(condition, (string?)resource["Condition"]);
    }

    [Fact]
    public void Requests_OfDeadLetters_AreMeasuredUnderTheNameThatTheAlarmWatches()
    {
        var metrics = Assert.Single(TemplateFiles.Properties("emr/storage.yaml", "Bucket")["MetricsConfigurations"]!.AsArray())!;
        var dimensions = TemplateFiles.Properties("emr/schedule.yaml", "DeadLetterAlarm")["Dimensions"]!.AsArray();

        Assert.Equal("data/dead-letter/", (string?)metrics["Prefix"]);
        Assert.Equal((string?)metrics["Id"], (string?)Assert.Single(dimensions, dimension => (string?)dimension!["Name"] == "FilterId")!["Value"]);
    }

    [Fact]
    public void Bucket_IsVersionedAndClosed()
    {
        var bucket = TemplateFiles.Properties("emr/storage.yaml", "Bucket");

        Assert.Equal("Enabled", (string?)bucket["VersioningConfiguration"]!["Status"]);
        Assert.Equal("BucketOwnerEnforced", (string?)bucket["OwnershipControls"]!["Rules"]![0]!["ObjectOwnership"]);
        Assert.Equal(["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"], bucket["PublicAccessBlockConfiguration"]!.AsObject().Select(rule => rule.Key));
        Assert.All(bucket["PublicAccessBlockConfiguration"]!.AsObject(), rule => Assert.True((bool?)rule.Value, rule.Key));
    }

    [Fact]
    public void Bucket_Policy_RefusesWhatIsNotNewTls()
    {
        var statements = TemplateFiles.Properties("emr/storage.yaml", "BucketPolicy")["PolicyDocument"]!["Statement"]!.AsArray();

        Assert.Equal(
            ["""{"Bool":{"aws:SecureTransport":"false"}}""", """{"NumericLessThan":{"s3:TlsVersion":"1.2"}}"""],
            statements.Select(statement => statement!["Condition"]!.ToJsonString()));
        Assert.All(statements, statement =>
        {
            Assert.Equal(("Deny", "*", "s3:*"), ((string?)statement!["Effect"], (string?)statement["Principal"], (string?)statement["Action"]));
            Assert.Equal(["arn:${AWS::Partition}:s3:::${Bucket}", "arn:${AWS::Partition}:s3:::${Bucket}/*"], TemplateFiles.Texts(statement["Resource"]));
        });
    }

    [Fact]
    public void Bucket_Lifecycle_KeepsArtifactsAndData()
    {
        var rules = TemplateFiles.Properties("emr/storage.yaml", "Bucket")["LifecycleConfiguration"]!["Rules"]!.AsArray();

        Assert.All(rules, rule => Assert.Equal("Enabled", (string?)rule!["Status"]));
        Assert.Equal(
            [("logs/", 30L), ("rejected/", 90L), ("staging/", 2L)],
            rules.Where(rule => rule!["ExpirationInDays"] is not null).Select(rule => ((string)rule!["Prefix"]!, (long)rule["ExpirationInDays"]!)).Order());
        var noncurrent = Assert.Single(rules, rule => rule!["NoncurrentVersionExpiration"] is not null)!;
        Assert.Equal(("", 30, 1), ((string?)noncurrent["Prefix"], (long?)noncurrent["NoncurrentVersionExpiration"]!["NoncurrentDays"], (long?)noncurrent["AbortIncompleteMultipartUpload"]!["DaysAfterInitiation"]));
    }
}
