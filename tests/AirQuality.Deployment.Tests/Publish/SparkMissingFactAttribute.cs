using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Publish;

/// <summary>A fact about package feeds that lack Microsoft.Spark: whether this one does, the build before has asked it.</summary>
public sealed class SparkMissingFactAttribute : FactAttribute
{
    public SparkMissingFactAttribute()
    {
        var answer = Fixtures.File("artifacts", "feed.props");
        if (!File.Exists(answer) || !File.ReadAllText(answer).Contains("<HasSparkPackages>false<", StringComparison.Ordinal))
            Skip = "this package feed is not known to lack Microsoft.Spark";
        else if (!Tool.IsThere("zip"))
            Skip = "zip is not on this machine";
    }
}
