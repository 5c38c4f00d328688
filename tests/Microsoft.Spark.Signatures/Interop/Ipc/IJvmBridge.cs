namespace Microsoft.Spark.Interop.Ipc;

public interface IJvmBridge : IDisposable
{
    JvmObjectReference CallConstructor(string className, object arg0);
}
