using AirQuality.Jobs.Engine;
using Spectre.Console;

namespace AirQuality.Jobs.Commands;

/// <summary>Says on standard error what a cycle is doing: in place on a terminal, a plain line a stage elsewhere.</summary>
internal sealed class CycleProgress(TextWriter error, bool terminal) : ICycleProgress
{
    private const string EraseLine = "\r\u001b[2K";

    /// <summary>A progress for this error writer; only a real terminal without NO_COLOR gets control characters.</summary>
    public static CycleProgress For(TextWriter error) =>
        new(error, !Console.IsErrorRedirected && AnsiConsole.Profile.Capabilities.Ansi && Environment.GetEnvironmentVariable("NO_COLOR") is null);

    /// <inheritdoc />
    public void Stage(string what)
    {
        if (terminal)
            error.Write($"{EraseLine}… {what}");
        else
            error.WriteLine(what);
    }

    /// <inheritdoc />
    public void Warn(string what) => error.WriteLine($"{(terminal ? EraseLine : "")}warning: {what}");

    /// <inheritdoc />
    public void Done()
    {
        if (terminal)
            error.Write(EraseLine);
    }
}
