using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AirQuality.LoadTest.Commands;

namespace AirQuality.LoadTest.Monitoring;

/// <summary>AWS gave no answer now, and may give one later.</summary>
internal sealed class AwsBusyException(string message) : Exception(message);

/// <summary>
/// The AWS CLI as a process: it brings its own credentials, regions and profiles. Everything that it needs comes from its environment and from
/// the arguments given.
/// </summary>
/// <param name="program">The CLI's name or path.</param>
/// <param name="common">Arguments of every call, such as a region.</param>
internal sealed class AwsCli(string program, IReadOnlyList<string> common)
{
    // What passes: throttling, an outage, a network. The CLI itself has tried several times by then.
    private static readonly string[] _passing =
    [
        "Throttling", "RequestLimitExceeded", "TooManyRequests", "ServiceUnavailable", "InternalFailure", "InternalError", "RequestTimeout",
        "Could not connect to the endpoint", "Connect timeout", "Read timeout", "Connection was closed",
    ];

    /// <summary>Calls an operation.</summary>
    /// <returns>What it answered.</returns>
    /// <exception cref="AwsBusyException">No answer now.</exception>
    /// <exception cref="LoadTestException">There is no CLI, no credentials, no permission, or a wrong argument.</exception>
    public async Task<JsonNode> CallAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        string[] all = [.. arguments, .. common, "--output", "json"];
        var start = new ProcessStartInfo(program, all)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["AWS_PAGER"] = "";
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested(); // Ctrl-C ends the CLI too
            return process.ExitCode == 0 ? Parse(await output, all) : throw Failure(process.ExitCode, await error, all);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new LoadTestException(ExitCode.Missing, $"The AWS CLI '{program}' cannot be started: {e.Message}; install it, or name it with --aws.");
        }
    }

    private static JsonNode Parse(string output, string[] call)
    {
        try
        {
            return JsonNode.Parse(output) ?? throw new AwsBusyException($"{Name(call)} answered nothing.");
        }
        catch (JsonException)
        {
            throw new LoadTestException(ExitCode.Missing, $"{Name(call)} answered no JSON: {OneLine(output)}");
        }
    }

    private static Exception Failure(int exitCode, string error, string[] call)
    {
        var message = $"{Name(call)} failed ({exitCode}): {OneLine(error)}";
        return Array.Exists(_passing, word => error.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? new AwsBusyException(message)
            : new LoadTestException(ExitCode.Missing, message);
    }

    private static string Name(string[] call) => $"aws {call[0]} {call[1]}";

    private static string OneLine(string text) => text.Trim().ReplaceLineEndings(" ") is { Length: > 300 } much ? $"{much[..300]} …" : text.Trim().ReplaceLineEndings(" ");
}
