using Microsoft.Spark.Interop.Ipc;

namespace Microsoft.Spark;

public sealed class SparkContext
{
    internal SparkContext()
    {
    }

    public JvmObjectReference Reference => throw NoBehaviour.Here;

    public int DefaultParallelism => throw NoBehaviour.Here;

    public void SetLogLevel(string logLevel) => throw NoBehaviour.Here;
}
