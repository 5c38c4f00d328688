namespace Microsoft.Spark.Sql;

public sealed class Row
{
    internal Row()
    {
    }

    public object Get(string columnName) => throw NoBehaviour.Here;

    public T GetAs<T>(string columnName) => throw NoBehaviour.Here;

    public static implicit operator Row(GenericRow genericRow) => throw NoBehaviour.Here;
}
