using System.Diagnostics;
using System.Net.Sockets;
using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Tests.Hosting;
using Amazon.Runtime;
using Amazon.S3;

namespace AirQuality.Jobs.Tests.Backfill.Sources;

/// <summary>An archive in a bucket, read by the real program from moto's S3.</summary>
public sealed class S3ArchiveTests : IAsyncLifetime, IDisposable
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-5); // the table's window follows the real clock
    private readonly TemporaryFolder _folder = new();
    private MotoServer? _moto;

    public async Task InitializeAsync() => _moto = MotoFactAttribute.IsThere ? await MotoServer.StartAsync() : null;

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _moto?.Dispose();
        _folder.Dispose();
    }

    [MotoFact]
    public async Task Bucket_FillsTheTableAsTheFolderDoes()
    {
        var archive = new TestArchive(_folder);
        archive.Write(Day, "10", under: $"{Day:yyyy-MM-dd}");
        archive.Write(Day.AddDays(1), "20", under: $"{Day.AddDays(1):yyyy}/{Day.AddDays(1):yyyy-MM-dd}");
        archive.Write(Day.AddDays(2), "30");
        using var client = _moto!.Client();
        await client.PutBucketAsync("archive");
        foreach (var file in Directory.GetFiles(archive.Root, "*.csv", SearchOption.AllDirectories))
            await client.PutObjectAsync(new() { BucketName = "archive", Key = "a/b/" + Path.GetRelativePath(archive.Root, file), FilePath = file });

        var near = await BackfillAsync(archive.Root, "near");
        var far = await BackfillAsync("s3://archive/a/b/", "far");
        var again = await BackfillAsync("s3://archive/a/b/", "far");
        await client.PutObjectAsync(new() { BucketName = "archive", Key = $"a/b/{TestArchive.FileName(Day.AddDays(2), 1)}.csv", ContentBody = "changed" });
        var changed = await BackfillAsync("s3://archive/a/b/", "far");

        Assert.True(far.ExitCode == (int)ExitCode.Ok, far.ToString());
        Assert.Equal(near.Report["counts"]!.ToJsonString(), far.Report["counts"]!.ToJsonString());
        Assert.Equal(3, far.Report["counts"]!["files_read"]!.GetValue<int>());
        Assert.Equal("unchanged", again.Report["state"]!.GetValue<string>());
        Assert.Equal((int)ExitCode.Partial, changed.ExitCode);
        Assert.Equal("""{"foreign_header":1}""", changed.Report["counts"]!["files_damaged"]!.ToJsonString());
    }

    [MotoFact]
    public async Task Bucket_ThatIsNotThere_IsSaid()
    {
        var result = await BackfillAsync("s3://no-such-bucket/x", "none");

        Assert.Equal((int)ExitCode.Upstream, result.ExitCode);
        Assert.Contains("NoSuchBucket", result.Report["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private Task<ProcessResult> BackfillAsync(string source, string data) => AirQualityProcess.RunAsync(
        ["backfill", "--local", "--json", "--source", source, "--from", $"{Day:yyyy-MM-dd}", "--to", $"{Day.AddDays(3):yyyy-MM-dd}", "--data", _folder[data]],
        ("AIRQUALITY_Backfill__S3Endpoint", $"{_moto!.Url}"), ("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing"), ("AWS_EC2_METADATA_DISABLED", "true"));

    /// <summary>A fact that needs moto's server, and skips with the reason where there is none.</summary>
    private sealed class MotoFactAttribute : FactAttribute
    {
        public static readonly bool IsThere = Runs();

        public MotoFactAttribute()
        {
            if (!IsThere)
                Skip = "moto_server is not on this machine";
        }

        private static bool Runs()
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo("moto_server", ["--help"]) { RedirectStandardOutput = true, RedirectStandardError = true });
                process!.StandardOutput.ReadToEnd();
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    private sealed class MotoServer(Process process, int port) : IDisposable
    {
        public Uri Url { get; } = new($"http://127.0.0.1:{port}");

        public static async Task<MotoServer> StartAsync()
        {
            var port = FreePort();
            var server = new MotoServer(
                Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!, port);
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (!await AnswersAsync(port))
                await Task.Delay(50, limit.Token);
            return server;
        }

        public AmazonS3Client Client() => new(new BasicAWSCredentials("testing", "testing"), new AmazonS3Config { ServiceURL = Url.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1" });

        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
            listener.Start();
            return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        }

        private static async Task<bool> AnswersAsync(int port)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
