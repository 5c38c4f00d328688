using System.Reflection;
using Microsoft.Spark.Sql;

namespace AirQuality.Spark.Tests.Hosting;

/// <summary>What of Spark is on this machine.</summary>
internal static class SparkMachine
{
    /// <summary>The repository's root.</summary>
    public static readonly string Repository = Path.GetFullPath(Metadata("RepositoryRoot"));

    /// <summary>The folder of the program as it was built.</summary>
    public static readonly string ProgramFolder = Path.GetFullPath(Metadata("SparkProgramDirectory"));

    /// <summary>The assembly of signatures.</summary>
    public static readonly string SignaturesFile = Path.GetFullPath(Metadata("SignaturesFile"));

    /// <summary>Whether this build has Microsoft.Spark itself.</summary>
    public static bool HasPackage { get; } =
        typeof(SparkSession).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().All(attribute => attribute.Key != "SignaturesOnly");

    /// <summary>Where Spark is.</summary>
    public static string? SparkHome { get; } = Environment.GetEnvironmentVariable("SPARK_HOME");

    /// <summary>Where the worker is.</summary>
    public static string? WorkerFolder { get; } = Environment.GetEnvironmentVariable("DOTNET_WORKER_DIR");

    /// <summary>Why no job can run here; null when one can.</summary>
    public static string? Missing { get; } =
        !HasPackage ? "Microsoft.Spark is not on this machine's package feed"
        : SparkHome is null ? "SPARK_HOME is not set"
        : WorkerFolder is null ? "DOTNET_WORKER_DIR is not set"
        : !IsOnPath("java") ? "java is not on this machine"
        : null;

    /// <summary>Whether a program is on the PATH.</summary>
    public static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Metadata(string key) =>
        typeof(SparkMachine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
