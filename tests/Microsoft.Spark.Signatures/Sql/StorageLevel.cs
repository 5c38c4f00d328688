namespace Microsoft.Spark.Sql;

public sealed class StorageLevel
{
    internal StorageLevel()
    {
    }

    public static StorageLevel MEMORY_AND_DISK => throw NoBehaviour.Here;
}
