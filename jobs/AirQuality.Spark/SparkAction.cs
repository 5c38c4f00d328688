using AirQuality.Jobs.Engine;
using Microsoft.Spark;
using Microsoft.Spark.Sql;

namespace AirQuality.Spark;

/// <summary>Runs jobs. Each call is one job: the rows come as a list, because enumerating Spark's own result twice runs the job twice.</summary>
internal static class SparkAction
{
    /// <summary>The rows of a table.</summary>
    /// <exception cref="EngineException">A task failed for good.</exception>
    public static IReadOnlyList<Row> Rows(DataFrame table)
    {
        try
        {
            return [.. table.Collect()];
        }
        catch (Exception e) when (JvmMessage(e) is { } message)
        {
            throw new EngineException(
                $"The Spark job failed: {FirstLine(message)} The executors' logs say more. What was not finished is gone over by the next run.", e);
        }
    }

    private static string? JvmMessage(Exception? e) => e is null ? null : e is JvmException ? e.Message : JvmMessage(e.InnerException);

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r', ' ', '.') + ".";
}
