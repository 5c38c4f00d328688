using System.Collections.Frozen;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>The operations by name. One table serves both APIs: the names differ where the operations do.</summary>
internal sealed class OperationTable
{
    private const string Prefix = "Timestream_20181101.";

    /// <summary>The operations that the two APIs have, served here or not.</summary>
    public static readonly FrozenSet<string> Names = FrozenSet.Create(
        "DescribeEndpoints", "WriteRecords", "Query", "CancelQuery", "PrepareQuery",
        "CreateDatabase", "DescribeDatabase", "ListDatabases", "UpdateDatabase", "DeleteDatabase",
        "CreateTable", "DescribeTable", "ListTables", "UpdateTable", "DeleteTable",
        "TagResource", "UntagResource", "ListTagsForResource", "DescribeAccountSettings", "UpdateAccountSettings",
        "CreateBatchLoadTask", "DescribeBatchLoadTask", "ListBatchLoadTasks", "ResumeBatchLoadTask",
        "CreateScheduledQuery", "DescribeScheduledQuery", "ListScheduledQueries", "UpdateScheduledQuery", "DeleteScheduledQuery",
        "ExecuteScheduledQuery");

    private readonly FrozenDictionary<string, OperationHandler> _handlers;

    /// <summary>Serves some operations; the others are answered as unsupported.</summary>
    public OperationTable(Dictionary<string, OperationHandler> handlers)
    {
        foreach (string name in Names)
            handlers.TryAdd(
                name, (_, _) => throw ServiceException.Validation($"The operation {name} is not supported by the local server."));
        _handlers = handlers.ToFrozenDictionary();
    }

    /// <summary>The operation that an <c>X-Amz-Target</c> header names.</summary>
    /// <exception cref="ServiceException">UnknownOperationException.</exception>
    public (string Name, OperationHandler Handler) Find(string? target)
    {
        string name = target?.StartsWith(Prefix, StringComparison.Ordinal) == true ? target[Prefix.Length..] : "";
        if (_handlers.TryGetValue(name, out var handler))
            return (name, handler);
        throw new ServiceException(
            ServiceError.UnknownOperation,
            target is null
                ? "The request has no X-Amz-Target header."
                : $"The operation '{target}' is not one of Timestream Write or Query.");
    }
}
