using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Publish;

/// <summary>The upload with the real AWS CLI.</summary>
public sealed class PublishAwsTests(Moto moto) : IClassFixture<Moto>, IDisposable
{
    private static readonly string[] _names = ["SHA256SUMS", "mirror.sh", "node.sh"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact("moto_server", "aws", "zip")]
    public async Task Version_PublishedTwice_IsUploadedOnceWithChecksums()
    {
        await CreateBucketAsync("published-twice");

        var first = await PublishAsync("--bucket", "published-twice");
        var before = await ObjectsAsync("published-twice");
        var second = await PublishAsync("--bucket", "published-twice");

        var prefix = Prefix(first);
        Assert.Equal(prefix, Prefix(second));
        Assert.Equal(_names.Select(name => $"{prefix}/{name}"), before.Keys);
        Assert.Equal(["uploading mirror.sh", "uploading node.sh", "uploading SHA256SUMS"], Uploads(first));
        Assert.Empty(Uploads(second));
        Assert.Equal(before, await ObjectsAsync("published-twice"));
        var head = await moto.AwsAsync("s3api", "head-object", "--bucket", "published-twice", "--key", $"{prefix}/node.sh", "--checksum-mode", "ENABLED");
        await using var file = File.OpenRead(Fixtures.File("bootstrap", "node.sh"));
        Assert.Equal(Convert.ToBase64String(await System.Security.Cryptography.SHA256.HashDataAsync(file)), (string?)head["ChecksumSHA256"]);
    }

    [ToolFact("moto_server", "aws", "zip")]
    public async Task HalfUploadedVersion_PublishedAgain_IsMadeWhole()
    {
        await CreateBucketAsync("half-published");
        var prefix = Prefix(await PublishAsync("--dry-run"));
        await PutAsync($"{prefix}/mirror.sh", Fixtures.File("bootstrap", "mirror.sh"));
        await PutAsync($"{prefix}/node.sh", Fixtures.File("bootstrap", "mirror.sh"));

        var again = await PublishAsync("--bucket", "half-published");

        Assert.Equal(prefix, Prefix(again));
        Assert.Equal(["uploading node.sh", "uploading SHA256SUMS"], Uploads(again));
        Assert.Equal(_names.Select(name => $"{prefix}/{name}"), (await ObjectsAsync("half-published")).Keys);
    }

    [ToolFact("moto_server", "aws", "zip")]
    public async Task MissingBucket_Published_IsSaid()
    {
        var result = await PublishAsync("--bucket", "no-such-bucket");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("publish.sh: s3://no-such-bucket cannot be listed", result.Error, StringComparison.Ordinal);
    }

    private Task<ToolResult> PublishAsync(params string[] arguments) =>
        Tool.RunAsync("bash", ["emr/publish.sh", "--out", _folder.Root, "--only", "bootstrap", .. arguments], moto.Variables);

    private static string Prefix(ToolResult result)
    {
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output.TrimEnd('\n').Split('\n')[^1];
    }

    private static IEnumerable<string> Uploads(ToolResult result) => result.Error.Split('\n').Where(line => line.StartsWith("uploading", StringComparison.Ordinal));

    private async Task PutAsync(string key, string file) => await moto.AwsAsync("s3api", "put-object", "--bucket", "half-published", "--key", key, "--body", file);

    private async Task CreateBucketAsync(string name) =>
        await moto.AwsAsync("s3api", "create-bucket", "--bucket", name, "--create-bucket-configuration", "LocationConstraint=eu-west-1");

    private async Task<SortedDictionary<string, string>> ObjectsAsync(string bucket)
    {
        var objects = (await moto.AwsAsync("s3api", "list-objects-v2", "--bucket", bucket))["Contents"]!.AsArray();
        return new(objects.ToDictionary(one => (string)one!["Key"]!, one => (string)one!["LastModified"]!), StringComparer.Ordinal);
    }
}
