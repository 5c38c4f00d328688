using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public sealed class RelationalGroupedDataset
{
    internal RelationalGroupedDataset()
    {
    }

    public DataFrame Agg(Column expr, params Column[] exprs) => throw NoBehaviour.Here;

    public DataFrame Apply(StructType returnType, Func<RecordBatch, RecordBatch> func) => throw NoBehaviour.Here;
}
