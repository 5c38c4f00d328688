namespace AirQuality.Spark.Tests.Hosting;

/// <summary>A fact that runs a job on Spark, and skips with the reason where that is not possible.</summary>
internal sealed class SparkFactAttribute : FactAttribute
{
    public SparkFactAttribute() => Skip = SparkMachine.Missing;
}

/// <summary>A theory that runs jobs on Spark, and skips with the reason where that is not possible.</summary>
internal sealed class SparkTheoryAttribute : TheoryAttribute
{
    public SparkTheoryAttribute() => Skip = SparkMachine.Missing;
}
