namespace Microsoft.Spark.Sql;

public sealed class Builder
{
    internal Builder()
    {
    }

    public Builder AppName(string appName) => throw NoBehaviour.Here;

    public Builder Config(string key, string value) => throw NoBehaviour.Here;

    public Builder Config(string key, bool value) => throw NoBehaviour.Here;

    public SparkSession GetOrCreate() => throw NoBehaviour.Here;
}
