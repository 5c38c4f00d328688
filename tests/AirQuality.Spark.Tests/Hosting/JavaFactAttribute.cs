namespace AirQuality.Spark.Tests.Hosting;

/// <summary>A fact about a script that looks for Java first.</summary>
internal sealed class JavaFactAttribute : FactAttribute
{
    public JavaFactAttribute() => Skip = SparkMachine.IsOnPath("java") ? null : "java is not on this machine";
}
