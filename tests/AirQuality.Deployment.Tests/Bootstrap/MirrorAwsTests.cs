using System.Runtime.Versioning;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Bootstrap;

/// <summary>The mirror with the real AWS CLI: its patterns and deletions mean what the script means.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MirrorAwsTests(Moto moto) : IClassFixture<Moto>
{
    [ToolFact("moto_server", "aws")]
    public async Task Folder_MirroredTwice_TheBucketHasWhatTheFolderHas()
    {
        using var folder = new TemporaryFolder();
        foreach (var path in (string[])["landing/2026/a.json.gz", "landing/2026/.incoming-2", "landing/.incoming-1", "spool/a.json", "spool/b.json", "spool/x.lock", "cycle.lock"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
            await File.WriteAllTextAsync(folder[path], path);
        }
        await File.WriteAllTextAsync(folder[".restored"], "s3://mirrored/data\n");
        await File.WriteAllTextAsync(folder[".owner"], "this one\n");
        await moto.AwsAsync("s3api", "create-bucket", "--bucket", "mirrored", "--create-bucket-configuration", "LocationConstraint=eu-west-1");
        await moto.AwsAsync("s3api", "put-object", "--bucket", "mirrored", "--key", "data/.owner", "--body", folder[".owner"]);
        await MirrorAsync(folder);
        File.Delete(folder["spool", "a.json"]);
        await File.WriteAllTextAsync(folder["spool", "b.json"], "changed, and longer");

        await MirrorAsync(folder);

        var objects = (await moto.AwsAsync("s3api", "list-objects-v2", "--bucket", "mirrored"))["Contents"]!.AsArray();
        Assert.Equal(["data/.owner", "data/landing/2026/a.json.gz", "data/spool/b.json"], objects.Select(one => (string?)one!["Key"]));
        Assert.Equal(19, (long?)objects[2]!["Size"]);
    }

    private async Task MirrorAsync(TemporaryFolder folder)
    {
        var result = await Tool.RunAsync("bash", ["bootstrap/mirror.sh", folder.Root, "s3://mirrored/data"], moto.Variables);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
