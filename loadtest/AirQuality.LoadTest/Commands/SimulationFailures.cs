namespace AirQuality.LoadTest.Commands;

/// <summary>How a simulation fails: one line, and an exit code.</summary>
internal static class SimulationFailures
{
    /// <summary>Runs a verb.</summary>
    /// <returns>What it returns; 3 where a file is missing or unreadable; 130 where it was interrupted.</returns>
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
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"airquality-loadtest: {exception.Message.ReplaceLineEndings(" ")}");
            return 3;
        }
    }
}
