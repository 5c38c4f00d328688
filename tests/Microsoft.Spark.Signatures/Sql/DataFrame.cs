namespace Microsoft.Spark.Sql;

public sealed class DataFrame
{
    internal DataFrame()
    {
    }

    public DataFrame Agg(Column expr, params Column[] exprs) => throw NoBehaviour.Here;

    public IEnumerable<Row> Collect() => throw NoBehaviour.Here;

    public long Count() => throw NoBehaviour.Here;

    public DataFrame Drop(params string[] colNames) => throw NoBehaviour.Here;

    public DataFrame Filter(Column condition) => throw NoBehaviour.Here;

    public RelationalGroupedDataset GroupBy(string column, params string[] columns) => throw NoBehaviour.Here;

    public DataFrame Join(DataFrame right, IEnumerable<string> usingColumns, string joinType = "inner") => throw NoBehaviour.Here;

    public DataFrame Persist(StorageLevel storageLevel) => throw NoBehaviour.Here;

    public DataFrame Repartition(int numPartitions, params Column[] partitionExprs) => throw NoBehaviour.Here;

    public DataFrame Select(params Column[] columns) => throw NoBehaviour.Here;

    public DataFrame Select(string column, params string[] columns) => throw NoBehaviour.Here;

    public DataFrame Unpersist(bool blocking = false) => throw NoBehaviour.Here;

    public DataFrame WithColumn(string colName, Column col) => throw NoBehaviour.Here;
}
