using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>What a program of another language said. No exit code: it was killed after its time limit, or is not on the path.</summary>
internal sealed record ProcessResult(int? ExitCode, string Output, string Error);

/// <summary>Runs programs that are not ours, which may be missing or hang.</summary>
internal static class ClientProcess
{
    /// <summary>Runs a program to its end, or kills it and its children after the time limit.</summary>
    public static ProcessResult Run(TimeSpan limit, string program, params string[] arguments)
    {
        StringBuilder output = new(), error = new();
        using var process = new Process
        {
            StartInfo = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.OutputDataReceived += (_, line) => output.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => error.AppendLine(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return new(null, "", $"there is no {program} on the path");
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            return new(null, "", FormattableString.Invariant($"{program} did not end within {limit.TotalSeconds} s"));
        }

        process.WaitForExit(); // for the rest of what it said
        return new(process.ExitCode, output.ToString().Trim(), error.ToString().Trim());
    }

    /// <summary>Runs a program beside a server in this process.</summary>
    public static Task<ProcessResult> RunAsync(TimeSpan limit, string program, params string[] arguments) =>
        Task.Run(() => Run(limit, program, arguments));
}
