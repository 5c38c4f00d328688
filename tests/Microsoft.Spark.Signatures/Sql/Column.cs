namespace Microsoft.Spark.Sql;

public sealed class Column
{
    internal Column()
    {
    }

    public Column As(string alias) => throw NoBehaviour.Here;

    public Column As(IEnumerable<string> alias) => throw NoBehaviour.Here;

    public Column Cast(string to) => throw NoBehaviour.Here;

    public Column Geq(object rhs) => throw NoBehaviour.Here;

    public Column IsNull() => throw NoBehaviour.Here;

    public Column Leq(object rhs) => throw NoBehaviour.Here;

    public Column Lt(object rhs) => throw NoBehaviour.Here;

    public Column NotEqual(object rhs) => throw NoBehaviour.Here;

    public Column Or(Column other) => throw NoBehaviour.Here;

    public Column Plus(object rhs) => throw NoBehaviour.Here;
}
