using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using AirQuality.LoadTest.Elastic;
using AirQuality.LoadTest.Elastic.Workers;

namespace AirQuality.LoadTest.Commands;

/// <summary><c>airquality-loadtest elastic</c>: an auto scaling group of API workers on one machine.</summary>
internal sealed class ElasticCommand
{
    private static readonly TimeSpan _defaultEvery = TimeSpan.FromSeconds(1);
    private readonly Option<string?> _api = new("--api") { Description = "The API's program that is each worker: AirQuality.Api.dll", HelpName = "dll" };
    private readonly Option<Uri?> _endpoint = new("--endpoint")
    {
        Description = "The Timestream that all workers share, such as a served timestream-local",
        HelpName = "url",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                return url;
            result.AddError($"--endpoint: '{result.Tokens[0].Value}' is no http or https URL.");
            return null;
        },
    };
    private readonly Argument<string[]> _worker = new("command") { Description = "After --: another worker than the API; {port} in it becomes the port to listen on, on 127.0.0.1", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _health = new("--health-path") { Description = "What answers 200 when a worker can take traffic", HelpName = "path", DefaultValueFactory = _ => "/health/ready" };
    private readonly Option<int> _port = NumberOption.Whole("--port", "Where the proxy listens on 127.0.0.1; 0 takes a free port", 0, 0, 65_535);
    private readonly Option<string> _csv = new("--csv") { Description = "Where the instances' states, CPU and memory go, in the monitor's columns", HelpName = "file", DefaultValueFactory = _ => "metrics.csv" };
    private readonly Option<TimeSpan?> _every = Duration.Option("--every", "How often they are written, on the wall's clock; also at each change of a state", _defaultEvery, TimeSpan.FromMilliseconds(100));
    private readonly Option<TimeSpan?> _for = Duration.Option("--for", "How long to serve once a worker takes traffic, on the wall's clock [default: until stopped]", null, TimeSpan.FromSeconds(1));
    private readonly Option<string?> _summary = new("--summary") { Description = "Where what the run came to goes, as JSON: starts, stops, deaths, maxInstances, instanceHours, requests, retries, failures, serverErrors", HelpName = "file" };
    private readonly Option<string?> _logs = new("--worker-logs") { Description = "Where each worker's output is kept", HelpName = "dir" };
    private readonly ElasticArguments _rules = new();

    /// <summary>The verb.</summary>
    public Command Build(TimeProvider time)
    {
        var command = new Command("elastic", """
            Run an auto scaling group on this machine: API workers behind a proxy, more and fewer of them by the group's rules. Prints the proxy's
            URL, a line, when a worker takes traffic, and tells each change and its reason on standard error.

            A worker is pending until its health check has passed twice, takes traffic while it is running, is draining when it takes no new request
            but ends those that it has, and shutting-down after SIGTERM. A GET to a worker that dies goes to another one, unless the client has seen
            a part of its answer. CPU is that of the last minute of the rules, percent of --instance-cores, 100 at most; what the rules see is the
            average over the running workers. A worker inherits this program's environment. On Linux with util-linux the workers die with this
            program even when it is killed; elsewhere they are ended by SIGTERM and Ctrl-C only.

            Exit codes: 0 --for is over · 2 usage · 3 something is missing, or the first worker does not come up · 130 stopped.
            """)
        {
            _api, _endpoint, _health, _port, _csv, _every, _for, _summary, _logs, _worker,
        };
        _rules.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            Failures.GuardAsync(parsed.InvocationConfiguration.Error, () => RunAsync(parsed, time, cancellationToken)));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = _rules.Read(parsed);
        var worker = WorkerOf(parsed);
        var (output, error) = (TextWriter.Synchronized(parsed.InvocationConfiguration.Output), TextWriter.Synchronized(parsed.InvocationConfiguration.Error));
        await using var csv = new StreamWriter(parsed.GetValue(_csv)!) { NewLine = "\n" };
        if (!WorkerStarter.BindsWorkers)
            await error.WriteLineAsync("Without setsid and setpriv (util-linux) the workers are left behind if this program is killed; SIGTERM ends them.");
        using var starter = new WorkerStarter(worker);

        var run = new ElasticRun(options, starter, time, output, error);
        var summary = await run.RunAsync(parsed.GetValue(_port), csv, parsed.GetValue(_every) ?? _defaultEvery, parsed.GetValue(_for), cancellationToken);
        if (parsed.GetValue(_summary) is { } file)
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(summary, ElasticJson.Default.ElasticSummary) + "\n", CancellationToken.None);
        return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    private WorkerCommand WorkerOf(ParseResult parsed)
    {
        var (api, endpoint, command, health) = (parsed.GetValue(_api), parsed.GetValue(_endpoint), parsed.GetValue(_worker)!, parsed.GetValue(_health)!);
        // A mistyped option before the mark is an option and no program.
        if (parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count() != command.Length)
            throw new LoadTestException(ExitCode.Usage, $"'{command[0]}' is no option of elastic; a worker's command stands after --.");
        if ((api is null) == (command.Length == 0))
            throw new LoadTestException(ExitCode.Usage, "Give either --api <AirQuality.Api.dll> or, after --, a command that is a worker.");
        if (api is not null && endpoint is null)
            throw new LoadTestException(ExitCode.Usage, "--api needs --endpoint: the Timestream that its workers share.");
        if (!health.StartsWith('/'))
            throw new LoadTestException(ExitCode.Usage, $"--health-path: '{health}' must begin with '/'.");
        if (api is not null && !File.Exists(api))
            throw new LoadTestException(ExitCode.Missing, $"--api: there is no '{api}'; build it with: dotnet build api/AirQuality.Api -c Release");
        var logs = parsed.GetValue(_logs);
        if (logs is not null)
            Directory.CreateDirectory(logs);
        return api is null
            ? new(command, new Dictionary<string, string>(), health, logs)
            : WorkerCommand.OfApi(Path.GetFullPath(api), endpoint!, health, logs);
    }
}
