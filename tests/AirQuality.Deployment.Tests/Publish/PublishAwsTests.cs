using System.Runtime.Versioning;
using AirQuality.Deployment.Tests.Bootstrap;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Publish;

/// <summary>The upload with the real AWS CLI.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PublishAwsTests(Moto moto) : IClassFixture<Moto>, IAsyncLifetime
{
    private static readonly string[] _names = ["SHA256SUMS", "airquality-host-linux-arm64.zip", "mirror.sh", "node.sh"];
    private readonly Builds _builds = new();

    public Task InitializeAsync() => _builds.WriteAsync();

    public Task DisposeAsync()
    {
        _builds.Dispose();
        return Task.CompletedTask;
    }

    [ToolFact("moto_server", "aws", "zip")]
    public async Task Version_PublishedTwice_IsUploadedOnceWithChecksums()
    {
        await CreateBucketAsync("published-twice");

        var first = await PublishAsync("published-twice");
        var before = await ObjectsAsync("published-twice");
        var second = await PublishAsync("published-twice");

        var prefix = Builds.Prefix(first);
        Assert.Equal(prefix, Builds.Prefix(second));
        Assert.Equal(_names.Select(name => $"{prefix}/{name}"), before.Keys);
        Assert.Equal("uploading SHA256SUMS", first.Error.TrimEnd('\n').Split('\n')[^1]);
        Assert.DoesNotContain("uploading", second.Error, StringComparison.Ordinal);
        Assert.Equal(before, await ObjectsAsync("published-twice"));
        foreach (var name in _names)
        {
            var head = await moto.AwsAsync("s3api", "head-object", "--bucket", "published-twice", "--key", $"{prefix}/{name}", "--checksum-mode", "ENABLED");
            await using var file = File.OpenRead(_builds[Path.GetFileName(prefix), name]);
            Assert.Equal(Convert.ToBase64String(await System.Security.Cryptography.SHA256.HashDataAsync(file)), (string?)head["ChecksumSHA256"]);
        }
    }

    [ToolFact("moto_server", "aws", "zip")]
    public async Task HalfUploadedVersion_PublishedAgain_IsMadeWhole()
    {
        await CreateBucketAsync("half-published");
        var prefix = Builds.Prefix(await PublishAsync("half-published"));
        foreach (var name in (string[])["SHA256SUMS", "node.sh"])
            await moto.AwsAsync("s3api", "delete-object", "--bucket", "half-published", "--key", $"{prefix}/{name}");
        await moto.AwsAsync("s3api", "put-object", "--bucket", "half-published", "--key", $"{prefix}/airquality-host-linux-arm64.zip");

        var again = await PublishAsync("half-published");

        Assert.Equal(prefix, Builds.Prefix(again));
        Assert.Equal(["uploading airquality-host-linux-arm64.zip", "uploading node.sh", "uploading SHA256SUMS"],
            again.Error.Split('\n').Where(line => line.StartsWith("uploading", StringComparison.Ordinal)));
        Assert.Equal(_names.Select(name => $"{prefix}/{name}"), (await ObjectsAsync("half-published")).Keys);
    }

    [ToolFact("moto_server", "aws", "zip")]
    public async Task MissingBucket_Published_IsSaid()
    {
        var result = await PublishAsync("no-such-bucket");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("publish.sh: s3://no-such-bucket cannot be listed", result.Error, StringComparison.Ordinal);
    }

    private Task<ToolResult> PublishAsync(string bucket) =>
        Tool.RunAsync("bash", ["emr/publish.sh", "--out", _builds.Out, "--no-build", "--only", "host,bootstrap", "--arch", "arm64", "--bucket", bucket], moto.Variables);

    private async Task CreateBucketAsync(string name) =>
        await moto.AwsAsync("s3api", "create-bucket", "--bucket", name, "--create-bucket-configuration", "LocationConstraint=eu-west-1");

    private async Task<SortedDictionary<string, string>> ObjectsAsync(string bucket)
    {
        var objects = (await moto.AwsAsync("s3api", "list-objects-v2", "--bucket", bucket))["Contents"]!.AsArray();
        return new(objects.ToDictionary(one => (string)one!["Key"]!, one => (string)one!["LastModified"]!), StringComparer.Ordinal);
    }
}
