using System.Reflection;
using Microsoft.Spark.Sql;

namespace AirQuality.Spark;

/// <summary>What this program needs around it: the package that it was built with, and the JVM that started it.</summary>
internal static class SparkHost
{
    private const string BackendPort = "DOTNETBACKEND_PORT";

    /// <summary>Why no Spark job can run in this process, and what to do; null when one can.</summary>
    public static string? Problem()
    {
        if (HasSignaturesOnly())
            return "Microsoft.Spark was not on the package feed when this program was built, so it cannot run a Spark job. Build it on a feed that has Microsoft.Spark 2.3.1.";
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(BackendPort)))
            return "No Spark driver started this program. Start it with './run-local.sh --engine spark', or with spark-submit and org.apache.spark.deploy.dotnet.DotnetRunner.";
        return null;
    }

    /// <summary>The session of the driver that started this program.</summary>
    public static SparkSession StartSession()
    {
        var spark = SparkSession.Builder()
            .AppName("airquality")
            .Config("spark.sql.session.timeZone", "UTC")
            .Config("spark.speculation", false) // Twins of a task would write the same records at the same time.
            .Config("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", "100000") // A task's groups are small; sorting them is not.
            .GetOrCreate();
        spark.SparkContext.SetLogLevel("WARN");
        return spark;
    }

    private static bool HasSignaturesOnly() =>
        typeof(SparkSession).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(attribute => attribute.Key == "SignaturesOnly");
}
