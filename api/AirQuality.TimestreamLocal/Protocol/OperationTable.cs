using System.Collections.Frozen;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>The operations by name. One table serves both APIs: the names differ where the operations do.</summary>
internal sealed class OperationTable
{
    private const string Prefix = "Timestream_20181101.";

    private static readonly string[] Unsupported =
    [
        "CreateBatchLoadTask", "DescribeBatchLoadTask", "ListBatchLoadTasks", "ResumeBatchLoadTask",
        "CreateScheduledQuery", "DescribeScheduledQuery", "ListScheduledQueries", "UpdateScheduledQuery", "DeleteScheduledQuery",
        "ExecuteScheduledQuery",
    ];

    private readonly FrozenDictionary<string, OperationHandler> _handlers;

    /// <summary>Serves some operations; the service's others are answered as unsupported.</summary>
    public OperationTable(Dictionary<string, OperationHandler> handlers)
    {
        foreach (string name in Unsupported)
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
