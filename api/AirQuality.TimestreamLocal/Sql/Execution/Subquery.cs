using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;

namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>A query inside an expression. It runs once for each distinct tuple of the values it captures from the row around; one that
/// captures nothing runs once.</summary>
/// <param name="Plan">The query.</param>
/// <param name="Captures">What it captures, as expressions over the row around.</param>
internal sealed record Subquery(Operator Plan, IReadOnlyList<BoundExpression> Captures)
{
    private static long _lastId;

    /// <summary>What tells it from every other subquery; a copy over other captures keeps it.</summary>
    public long Id { get; } = Interlocked.Increment(ref _lastId);

    /// <summary>Makes of its rows what the expression around needs, for every row of a batch.</summary>
    public T[] ForEachRow<T>(Batch captured, RunScope scope, Func<Operator, RunScope, T> digest) where T : notnull
    {
        var known = scope.Once(this, () => new Dictionary<object, T>(ValueComparer.Instance));
        var digests = new T[captured.Count];
        for (var row = 0; row < digests.Length; row++)
        {
            var at = row;
            object key = Array.ConvertAll(captured.Columns, column => column[at]);
            if (!known.TryGetValue(key, out var result))
            {
                scope.Budget.Make(1);
                result = digest(Plan, scope.Inside(captured, row));
                known[key] = result;
            }

            digests[row] = result;
        }

        return digests;
    }
}
