using System.Text.Json;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>A query's result, taken page by page.</summary>
internal sealed class QueryCursor : IDisposable
{
    /// <summary>The largest page, in bytes of rows (Timestream developer guide, Pagination: 1 MB).</summary>
    public const int LargestPage = 1024 * 1024;

    private readonly IEnumerator<Batch> _batches;
    private readonly RowJson _row = new();
    private Batch? _batch;
    private int _next;
    private bool _rowReady;

    /// <summary>A result that was not begun.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="batches">Its rows; their enumeration ends with the cursor.</param>
    public QueryCursor(IReadOnlyList<ResultColumn> columns, IEnumerable<Batch> batches) =>
        (Columns, _batches) = (columns, batches.GetEnumerator());

    /// <summary>The columns.</summary>
    public IReadOnlyList<ResultColumn> Columns { get; }

    /// <summary>How many rows all pages so far had.</summary>
    public long RowsWritten { get; private set; }

    /// <summary>How many bytes of JSON those rows were.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Writes the member <c>Rows</c> with the next page; true where rows are left after it.</summary>
    /// <exception cref="ServiceException">QueryExecutionException: one row is larger than a page.</exception>
    public bool WritePage(Utf8JsonWriter json, long maxRows)
    {
        json.WriteStartArray("Rows"u8);
        long size = 0;
        for (long rows = 0; MoveToRow(); rows++)
        {
            size += _row.Written.Length + 1;
            if (rows == maxRows || size > LargestPage)
                break;
            json.WriteRawValue(_row.Written, skipInputValidation: true);
            RowsWritten++;
            BytesWritten += _row.Written.Length;
            _rowReady = false;
        }

        json.WriteEndArray();
        return _rowReady;
    }

    /// <summary>What a row that fits no page ends its query with.</summary>
    public static ServiceException RowTooLarge() => new(
        ServiceError.QueryExecution, "Query aborted as max page response size has been exceeded by the output result row");

    /// <inheritdoc />
    public void Dispose() => _batches.Dispose();

    /// <summary>Renders the next row unless one waits already; false at the end.</summary>
    private bool MoveToRow()
    {
        if (_rowReady)
            return true;
        while (_batch is null || _next == _batch.Count)
        {
            if (!_batches.MoveNext())
                return false;
            (_batch, _next) = (_batches.Current, 0);
        }

        _row.Write(_batch.Columns, _next);
        _next++;
        return _rowReady = true;
    }
}
