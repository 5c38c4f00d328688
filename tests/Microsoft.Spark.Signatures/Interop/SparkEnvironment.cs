using Microsoft.Spark.Interop.Ipc;

namespace Microsoft.Spark.Interop;

public static class SparkEnvironment
{
    public static IJvmBridge JvmBridge => throw NoBehaviour.Here;
}
