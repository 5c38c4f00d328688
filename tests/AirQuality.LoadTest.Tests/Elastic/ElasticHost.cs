using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Elastic;

/// <summary>The verb <c>elastic</c> at work in this process, its workers beside it.</summary>
internal sealed partial class ElasticHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Task<int> _run;

    private ElasticHost(string[] options, bool isWell, Func<TemporaryFolder, string[]> worker)
    {
        if (isWell)
            MakeFile("well");
        _run = LoadTestCommand.RunAsync(
            ["elastic", "--csv", _folder["metrics.csv"], "--summary", _folder["summary.json"], "--every", "200ms", .. options, .. worker(_folder)],
            Output, Events, TimeProvider.System, _stop.Token);
    }

    public Transcript Output { get; } = new();

    public Transcript Events { get; } = new();

    public HttpClient Client { get; } = new();

    /// <summary>The processes of all workers up to now, in the order of their starts.</summary>
    public List<int> ProcessIds => [.. Started().Matches(Events.ToString()).Select(match => int.Parse(match.Groups["pid"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))];

    public IReadOnlyList<InstanceSample> Samples => MetricsCsv.Read(_folder["metrics.csv"]);

    public JsonNode Summary => JsonNode.Parse(File.ReadAllText(_folder["summary.json"]))!;

    /// <summary>Starts it with stand-ins, a minute of the rules a second.</summary>
    public static ElasticHost OfStandIns(string[] options, bool isWell = true) => new(
        ["--time-scale", "60", .. options], isWell, folder => ["--", .. Command(folder.Root)]);

    /// <summary>Starts it with other workers.</summary>
    public static ElasticHost Of(string[] options) => new(options, true, _ => []);

    /// <summary>The command of a stand-in.</summary>
    public static string[] Command(string folder) => ["dotnet", typeof(StandIn).Assembly.Location, "stand-in", "{port}", folder];

    public void MakeFile(string name) => File.WriteAllText(_folder[name], "");

    public async Task<string> FileAsync(string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!File.Exists(_folder[name]) || new FileInfo(_folder[name]).Length == 0)
            await Task.Delay(20, limit.Token);
        return await File.ReadAllTextAsync(_folder[name]);
    }

    /// <summary>Waits until it serves.</summary>
    public async Task UpAsync()
    {
        await Output.ContainsAsync("\n");
        Client.BaseAddress ??= new Uri(Output.ToString().TrimEnd());
    }

    /// <summary>Stops it, or waits for its end.</summary>
    public async Task<int> EndAsync(bool stops = true)
    {
        if (stops)
            await _stop.CancelAsync();
        return await _run.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Client.Dispose();
        _stop.Dispose();
        _folder.Dispose();
        await Output.DisposeAsync();
        await Events.DisposeAsync();
    }

    [GeneratedRegex(@"pending: process (?<pid>\d+) at")]
    internal static partial Regex Started();
}
