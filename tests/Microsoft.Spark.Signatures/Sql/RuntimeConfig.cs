namespace Microsoft.Spark.Sql;

public sealed class RuntimeConfig
{
    internal RuntimeConfig()
    {
    }

    public void Set(string key, string value) => throw NoBehaviour.Here;
}
