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
}
