using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using AirQuality.Deployment.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AirQuality.Deployment.Tests.Bootstrap;

/// <summary>The runtime is what Microsoft's list of releases says, or it is not there.</summary>
public sealed class FetchRuntimeTests : IAsyncLifetime, IDisposable
{
    private const string Arm64 = "aspnetcore-runtime-10.0.12-linux-arm64.tar.gz";
    private static readonly string[] _versions = ["10.0.11", "10.0.12"];
    private static readonly string[] _architectures = ["arm64", "x64"];
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private WebApplication? _site;
    private string _url = "";
    private string _digest = Convert.ToHexStringLower(SHA512.HashData("the archive"u8));

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _site = builder.Build();
        _site.Urls.Add("http://127.0.0.1:0");
        _site.MapGet("/releases.json", () => Results.Text(Releases(), "application/json"));
        _site.MapGet("/files/{name}", (string name) =>
        {
            _asked.Enqueue(name);
            return Results.Text("the archive");
        });
        await _site.StartAsync();
        _url = _site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async Task DisposeAsync() => await _site!.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NewestRelease_FetchedTwice_IsDownloadedOnce()
    {
        var first = await FetchAsync("arm64", "x64");
        var second = await FetchAsync("arm64", "x64");

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Equal([Arm64, "aspnetcore-runtime-10.0.12-linux-x64.tar.gz"], _asked);
        Assert.Equal("the archive", await File.ReadAllTextAsync(_folder["runtime", Arm64]));
    }

    [Fact]
    public async Task Archive_WithAnotherChecksum_IsNotKept()
    {
        _digest = new string('0', 128);

        var result = await FetchAsync("arm64");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is published; it was deleted", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["runtime"]));
    }

    [Fact]
    public async Task List_OutOfReach_Fails()
    {
        _url = "http://127.0.0.1:1";

        var result = await FetchAsync("arm64");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("fetch-runtime: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("folder")]
    [InlineData("folder", "riscv64")]
    public async Task WrongArguments_Called_AreRefused(params string[] arguments) => Assert.Equal(2, (await FileTool.Fetch.RunAsync(arguments)).ExitCode);

    private Task<ToolResult> FetchAsync(params string[] architectures) => FileTool.Fetch.RunAsync([_folder["runtime"], .. architectures, "--releases", _url + "/releases.json"]);

    // The shape of https://builds.dotnet.microsoft.com/dotnet/release-metadata/10.0/releases.json, an older release first.
    private string Releases() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["latest-release"] = "10.0.12",
        ["releases"] = _versions.Select(version => new Dictionary<string, object>
        {
            ["release-version"] = version,
            ["aspnetcore-runtime"] = new
            {
                files = _architectures.SelectMany(architecture => new[]
                {
                    new { name = $"aspnetcore-runtime-composite-linux-{architecture}.tar.gz", url = $"{_url}/files/composite", hash = _digest },
                    new { name = $"aspnetcore-runtime-linux-{architecture}.tar.gz", url = $"{_url}/files/aspnetcore-runtime-{version}-linux-{architecture}.tar.gz", hash = _digest },
                }),
            },
        }),
    });
}
