using AirQuality.Tests.Linked;
using Amazon.Runtime;
using Amazon.S3;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>A fact that needs moto's server, and skips with the reason where there is none.</summary>
public sealed class MotoFactAttribute : FactAttribute
{
    public MotoFactAttribute()
    {
        if (!MotoProcess.IsThere)
            Skip = "moto_server is not on this machine";
    }
}

/// <summary>Moto's S3 on loopback.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private MotoProcess? _server;

    /// <summary>Where it is.</summary>
    public Uri? Url => _server is null ? null : new Uri(_server.Url);

    public async Task InitializeAsync()
    {
        if (MotoProcess.IsThere)
            _server = await MotoProcess.StartAsync();
    }

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What points the program at an S3 on this machine.</summary>
    public static (string Name, string Value)[] Variables(Uri? url) =>
        [("AIRQUALITY_S3__Endpoint", $"{url}"), ("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing"), ("AWS_EC2_METADATA_DISABLED", "true")];

    /// <summary>A client of it.</summary>
    public AmazonS3Client Client() => new(
        new BasicAWSCredentials("testing", "testing"), new AmazonS3Config { ServiceURL = $"{Url}", ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
}
