namespace AirQuality.LoadTest.Commands;

/// <summary>Something that the user can put right.</summary>
/// <param name="exit">How the program ends.</param>
/// <param name="message">What happened, to which input, and what to do.</param>
internal sealed class LoadTestException(ExitCode exit, string message) : Exception(message)
{
    /// <summary>How the program ends.</summary>
    public ExitCode Exit { get; } = exit;
}

/// <summary>The one place that turns exceptions into exit codes and messages.</summary>
internal static class Failures
{
    /// <summary>Runs a verb; an exception becomes one line on standard error and an exit code, never a stack trace.</summary>
    public static async Task<int> GuardAsync(TextWriter error, Func<Task<ExitCode>> run)
    {
        try
        {
            return (int)await run();
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("airquality-loadtest: interrupted.");
            return (int)ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            var (exit, message) = e switch
            {
                LoadTestException known => (known.Exit, known.Message),
                InvalidDataException or IOException or UnauthorizedAccessException => (ExitCode.Missing, e.Message),
                _ => (ExitCode.Unexpected, $"{e.GetType().Name}: {e.Message}"),
            };
            // One line, and no escape sequence of a file's text in the user's terminal.
            await error.WriteLineAsync($"airquality-loadtest: {string.Concat(message.Select(letter => char.IsControl(letter) ? ' ' : letter))}");
            return (int)exit;
        }
    }
}
