namespace Microsoft.Spark.Interop.Ipc;

public sealed class JvmObjectReference
{
    internal JvmObjectReference()
    {
    }

    public object Invoke(string methodName, object arg0) => throw NoBehaviour.Here;

    public object Invoke(string methodName, object arg0, object arg1) => throw NoBehaviour.Here;

    public object Invoke(string methodName, params object[] args) => throw NoBehaviour.Here;
}
