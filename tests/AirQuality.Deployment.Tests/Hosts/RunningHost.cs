using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;
using AirQuality.Tests.Linked;

namespace AirQuality.Deployment.Tests.Hosts;

/// <summary>A host that install.sh made with the programs of this build, whose units the test starts in systemd's place.</summary>
internal sealed partial class RunningHost : IAsyncDisposable
{
    private const string Data = "/var/lib/airquality";
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly HostRoot _host;
    private readonly bool _confined;
    private readonly int _port = LoopbackPort.Free();
    private readonly List<UnitProcess> _units = [];

    private RunningHost(HostRoot host, bool confined) => (_host, _confined) = (host, confined);

    /// <summary>Asks the API.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>Installs.</summary>
    /// <param name="confined">Whether units run in their sandbox, with the paths that they name.</param>
    public static async Task<RunningHost> InstallAsync(bool confined)
    {
        var running = new RunningHost(new HostRoot().WithRealArchive(), confined);
        var installed = await running._host.InstallAsync();
        Assert.True(installed.ExitCode == 0, installed.ToString());
        await running.SetUpAsync();
        return running;
    }

    /// <summary>Starts a unit, and waits as systemd does until it counts as started.</summary>
    public async Task<UnitProcess> StartAsync(string name)
    {
        var unit = UnitFile.Read(_host[$"/etc/systemd/system/{name}"]);
        var variables = unit.Environment(file => _host[file]).ToDictionary(variable => variable.Key, variable => Here(variable.Value));
        IReadOnlyList<string> command = [.. unit.ExecStart.Select(Here)];
        var process = UnitProcess.Start(unit, _confined ? await Sandbox.CommandAsync(_host, unit, command) : command, variables);
        _units.Add(process);
        foreach (var afterwards in unit.Values("ExecStartPost"))
        {
            var words = UnitFile.Words(Here(afterwards));
            Assert.Equal(0, (await Tool.RunAsync(words[0], [.. words.Skip(1)])).ExitCode);
        }
        return process;
    }

    /// <summary>Shows the host's key to the API, and asks where it listens.</summary>
    public void Follow(string listening)
    {
        Client.BaseAddress = new(Address().Match(listening).Value);
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(_host["/etc/airquality/api.key"]).Trim());
    }

    /// <summary>Asks the API until its answer is as it should be.</summary>
    public async Task<JsonNode> GetAsync(string path, Func<JsonNode, bool> isGood)
    {
        using var limit = new CancellationTokenSource(_patience);
        while (true)
        {
            var text = await Client.GetStringAsync(path, CancellationToken.None);
            if (JsonNode.Parse(text) is { } answer && isGood(answer))
                return answer;
            Assert.False(limit.IsCancellationRequested, $"{path} answers {text}\n{string.Join('\n', _units)}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>A file of the data folder.</summary>
    public string DataFile(string name) => _host[$"{Data}/{name}"];

    public async ValueTask DisposeAsync()
    {
        foreach (var unit in Enumerable.Reverse(_units))
            await unit.DisposeAsync();
        Client.Dispose();
        _host.Dispose();
    }

    // What a person does after the installation, and what the test needs beside it: a recorded feed whose readings are of a minute ago.
    private async Task SetUpAsync()
    {
        Directory.CreateDirectory(_host[Data]);
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var recorded = await File.ReadAllTextAsync(Fixtures.Feed("data.json.v1.2026-09-28.area-berlin.excerpt-a.json"));
        await File.WriteAllTextAsync(DataFile("feed.json"), Timestamp().Replace(recorded, $"\"timestamp\":\"{now}\""));
        await File.AppendAllLinesAsync(_host["/etc/airquality/airquality.env"],
        [
            $"AIRQUALITY_Feed__Source={Data}/feed.json", "AIRQUALITY_Urls=http://127.0.0.1:0", "AIRQUALITY_Store__PollSeconds=0.1",
            $"AIRQUALITY_Steps__Feeds__recorded__Source={Data}/feed.json", "AIRQUALITY_Steps__PollSeconds=0.1", "AIRQUALITY_Limits__StepsPerMinute=10000",
        ]);
        if (_confined) // systemd gives the folder to the unit's user
            Assert.Equal(0, (await Tool.RunAsync("chown", "-R", $"{Sandbox.User}", _host[Data])).ExitCode);
    }

    // In the sandbox paths are those of the unit; without it they lie below the root. The store's port must be free on this machine.
    private string Here(string text)
    {
        text = text.Replace("8087", $"{_port}", StringComparison.Ordinal);
        return _confined ? text : Place().Replace(text, place => _host[place.Value]);
    }

    [GeneratedRegex("/opt/(dotnet|airquality)|/var/lib/airquality|/etc/airquality")]
    private static partial Regex Place();

    [GeneratedRegex("\"timestamp\":\"[^\"]*\"")]
    private static partial Regex Timestamp();

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Address();
}
