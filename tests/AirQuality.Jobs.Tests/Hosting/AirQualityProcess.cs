using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>What a run of the program left.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>The last line of output as the cycle report.</summary>
    public JsonObject Report => JsonNode.Parse(Output.TrimEnd().Split('\n')[^1])!.AsObject();

    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}

/// <summary>The real program in a process of its own, as a user starts it.</summary>
internal sealed class AirQualityProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "airquality.dll");
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private AirQualityProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts the program.</summary>
    public static AirQualityProcess Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in (string[])["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"])
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new AirQualityProcess(new Process { StartInfo = start });
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<ProcessResult> RunAsync(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        return await process.WaitAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ProcessResult> WaitAsync()
    {
        await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        _process.WaitForExit(); // flushes the readers
        return new ProcessResult(_process.ExitCode, Output, _error.ToString());
    }

    /// <summary>Waits until the program has printed something.</summary>
    public async Task<string> WaitForOutputAsync(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, $"ended before it printed '{text}': {Output}{_error}");
            await Task.Delay(20, limit.Token);
        }
        return Output;
    }

    /// <summary>The URL that a server prints when it is ready.</summary>
    public async Task<Uri> UrlAsync()
    {
        var output = await WaitForOutputAsync("http");
        return new Uri(output[output.IndexOf("http", StringComparison.Ordinal)..].Trim());
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM.</summary>
    public void Terminate() => Process.Start("bash", ["-c", $"kill -TERM {Id}"]).WaitForExit();

    /// <summary>SIGTERM, and the end.</summary>
    public Task<ProcessResult> StopAsync()
    {
        Terminate();
        return WaitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static void Append(StringBuilder builder, string? line)
    {
        if (line is null)
            return;
        lock (builder)
            builder.AppendLine(line);
    }
}
