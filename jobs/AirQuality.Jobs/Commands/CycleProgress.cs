using AirQuality.Jobs.Engine;
using Spectre.Console;

namespace AirQuality.Jobs.Commands;

/// <summary>Says on standard error what a cycle is doing: a live status on a terminal, a plain line a stage elsewhere.</summary>
internal sealed class CycleProgress : ICycleProgress
{
    private readonly TextWriter _error;
    private readonly IAnsiConsole _console;
    private StatusContext? _status;

    /// <summary>Makes a progress over an error writer.</summary>
    public CycleProgress(TextWriter error)
    {
        _error = error;
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
    }

    /// <summary>Shows what <paramref name="work"/> says of itself while it runs.</summary>
    public Task<T> ShowAsync<T>(Func<Task<T>> work) =>
        !_console.Profile.Out.IsTerminal ? work() : _console.Status().StartAsync("starting", async status =>
        {
            _status = status;
            try
            {
                return await work();
            }
            finally
            {
                _status = null;
            }
        });

    /// <inheritdoc />
    public void Stage(string what)
    {
        if (_status is { } status)
            status.Status(Markup.Escape(what));
        else
            _error.WriteLine(what);
    }

    /// <inheritdoc />
    public void Warn(string what)
    {
        if (_status is null)
            _error.WriteLine($"warning: {what}");
        else
            _console.WriteLine($"warning: {what}");
    }
}
