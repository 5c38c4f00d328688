using Apache.Arrow;

namespace Microsoft.Spark.Sql;

public static class ArrowFunctions
{
    public static Func<Column, Column, Column, Column> VectorUdf<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> udf)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where TResult : IArrowArray => throw NoBehaviour.Here;
}
