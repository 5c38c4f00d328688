using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public static class Functions
{
    public static DataFrame Broadcast(DataFrame df) => throw NoBehaviour.Here;

    public static Column Coalesce(params Column[] columns) => throw NoBehaviour.Here;

    public static Column Col(string columnName) => throw NoBehaviour.Here;

    public static Column CollectList(Column column) => throw NoBehaviour.Here;

    public static Column Count(Column column) => throw NoBehaviour.Here;

    public static Column Explode(Column column) => throw NoBehaviour.Here;

    public static Column Expr(string expr) => throw NoBehaviour.Here;

    public static Column FromJson(Column column, string schema, Dictionary<string, string> options = null) => throw NoBehaviour.Here;

    public static Column Hash(params Column[] columns) => throw NoBehaviour.Here;

    public static Column Lit(object literal) => throw NoBehaviour.Here;

    public static Column Max(string columnName) => throw NoBehaviour.Here;

    public static Column Min(string columnName) => throw NoBehaviour.Here;

    public static Column Pmod(Column left, Column right) => throw NoBehaviour.Here;

    public static Column PosExplodeOuter(Column column) => throw NoBehaviour.Here;

    public static Column Struct(params Column[] columns) => throw NoBehaviour.Here;

    public static Column Sum(string columnName) => throw NoBehaviour.Here;

    public static Column ToJson(Column column, Dictionary<string, string> options = null) => throw NoBehaviour.Here;

    public static Func<Column, Column> Udf<T, TResult>(Func<T, TResult> udf) => throw NoBehaviour.Here;

    public static Func<Column, Column, Column, Column> Udf<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> udf) => throw NoBehaviour.Here;

    public static Func<Column, Column, Column, Column> Udf<T1, T2, T3>(Func<T1, T2, T3, Row> udf, StructType returnType) =>
        throw NoBehaviour.Here;

    public static Column When(Column condition, object value) => throw NoBehaviour.Here;
}
