namespace Microsoft.Spark;

public sealed class SparkContext
{
    internal SparkContext()
    {
    }

    public int DefaultParallelism => throw NoBehaviour.Here;

    public void SetLogLevel(string logLevel) => throw NoBehaviour.Here;
}
