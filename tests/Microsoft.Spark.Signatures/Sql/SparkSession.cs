namespace Microsoft.Spark.Sql;

public sealed class SparkSession
{
    internal SparkSession()
    {
    }

    public SparkContext SparkContext => throw NoBehaviour.Here;

    public static Builder Builder() => throw NoBehaviour.Here;

    public RuntimeConfig Conf() => throw NoBehaviour.Here;

    public DataFrameReader Read() => throw NoBehaviour.Here;

    public void Stop() => throw NoBehaviour.Here;
}
