namespace AirQuality.LoadTest.Commands;

/// <summary>Options that are well-formed, and make no sense together; the message is for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>How a simulation fails: one line, and an exit code.</summary>
internal static class SimulationFailures
{
    /// <summary>Runs a verb.</summary>
    /// <returns>What it returns; 2 where options contradict each other; 3 where a file is missing or unreadable; 130 where it was interrupted.</returns>
    public static async Task<int> GuardAsync(TextWriter error, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("airquality-loadtest: interrupted.");
            return 130;
        }
        catch (UsageException exception)
        {
            await error.WriteLineAsync($"airquality-loadtest: {exception.Message}");
            return 2;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"airquality-loadtest: {exception.Message.ReplaceLineEndings(" ")}");
            return 3;
        }
    }
}
