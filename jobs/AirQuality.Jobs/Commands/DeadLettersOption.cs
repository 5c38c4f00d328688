using System.CommandLine;

namespace AirQuality.Jobs.Commands;

/// <summary><c>--accept-dead-letters</c>: for schedulers that take every exit code but 0 for a failure, and watch the dead letters themselves.</summary>
internal sealed class DeadLettersOption
{
    private readonly Option<bool> _accept = new("--accept-dead-letters")
    {
        Description = "End with 0 instead of 6 when all is done and some entries or records were dead-lettered",
    };

    /// <summary>Adds the option to a verb.</summary>
    public void AddTo(Command command) => command.Options.Add(_accept);

    /// <summary>The exit code that the user asked for.</summary>
    public ExitCode Judge(ParseResult parsed, ExitCode exit) => exit == ExitCode.Partial && parsed.GetValue(_accept) ? ExitCode.Ok : exit;
}
