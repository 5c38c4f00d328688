using AirQuality.Tests.Linked;

namespace AirQuality.LoadTest.Tests.Monitoring;

/// <summary>A fact that needs moto's server and the AWS CLI, and skips with the reason where one is not there.</summary>
public sealed class MotoFactAttribute : FactAttribute
{
    internal static readonly string? Missing = Array.Find<string>(["moto_server", "aws"], program => !(Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))));

    public MotoFactAttribute()
    {
        if (Missing is not null)
            Skip = $"{Missing} is not on this machine";
    }
}

/// <summary>Moto, a stand-in for AWS that somebody else wrote, on loopback, and the AWS CLI that talks to it.</summary>
public sealed class Moto : IAsyncLifetime
{
    private MotoProcess? _server;

    public async Task InitializeAsync()
    {
        if (MotoFactAttribute.Missing is null)
            _server = await MotoProcess.StartAsync();
    }

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A program that is the AWS CLI, pointed at this server and at nothing else.</summary>
    internal string CliIn(string folder) => Script.Write(Path.Combine(folder, "aws-moto"), $"""
        unset AWS_PROFILE AWS_SESSION_TOKEN
        export AWS_ENDPOINT_URL={_server!.Url} AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_DEFAULT_REGION=eu-west-1 AWS_EC2_METADATA_DISABLED=true
        exec aws "$@"
        """);
}
