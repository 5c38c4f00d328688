using AirQuality.TimestreamLocal.Sql;

namespace AirQuality.TimestreamLocal.Tests.Sql.Conformance;

/// <summary>Runs a vector and says in what it differs from every accepted answer.</summary>
internal sealed class DialectCheck(QueryEngine engine)
{
    // 2020-01-01: no vector depends on the current time.
    private static readonly QueryContext Context = new(1_577_836_800_000_000_000, CancellationToken.None);

    /// <summary>Null where the answer is an accepted one.</summary>
    public string? Difference(DialectVector vector)
    {
        var (columns, rows, error) = Run(vector);
        string? first = null;
        foreach (var answer in vector.Answers)
        {
            var difference = answer.IsError ? CompareError(answer, error) : CompareRows(vector, answer, columns, rows, error);
            if (difference is null) return null;
            first ??= difference;
        }

        return first;
    }

    private (IReadOnlyList<ResultColumn> Columns, List<string> Rows, Exception? Error) Run(DialectVector vector)
    {
        var text = new AnswerText(vector.Approx);
        try
        {
            var query = engine.Prepare(vector.Sql);
            var rows = new List<string>();
            foreach (var batch in query.Run(Context))
            {
                for (var row = 0; row < batch.Count; row++)
                    rows.Add(string.Join(" | ", query.Columns.Select((column, i) => text.Of(column.Type, batch.Columns[i][row]))));
            }

            return (query.Columns, rows, null);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return ([], [], error);
        }
    }

    private static string? CompareError(DialectAnswer answer, Exception? error)
    {
        if (error is null) return "it answered, and must fail";
        if (error is not SqlException refusal) return $"it failed with {error.GetType().Name}: {error.Message}";
        if (answer.ErrorPlace is not var (line, column)) return null;
        return refusal.Position == new SourcePosition(line, column) ? null : $"the error must be at {line}:{column}: {refusal.Message}";
    }

    private static string? CompareRows(
        DialectVector vector, DialectAnswer answer, IReadOnlyList<ResultColumn> columns, List<string> rows, Exception? error)
    {
        if (error is not null) return $"{error.GetType().Name}: {error.Message}";
        var (names, types) = (columns.Select(column => column.Name), columns.Select(column => AnswerText.Of(column.Type)));
        if (!names.SequenceEqual(answer.Names)) return $"names {string.Join(", ", names)}, expected {string.Join(", ", answer.Names)}";
        if (!types.SequenceEqual(answer.Types)) return $"types {string.Join(", ", types)}, expected {string.Join(", ", answer.Types)}";
        var text = new AnswerText(vector.Approx);
        List<string> expected = [.. answer.Rows.Select(row => string.Join(" | ", row.EnumerateArray().Select(text.Of)))];
        if (!vector.Ordered)
        {
            rows = [.. rows.Order(StringComparer.Ordinal)];
            expected.Sort(StringComparer.Ordinal);
        }

        if (rows.SequenceEqual(expected)) return null;
        var at = Enumerable.Range(0, int.MaxValue).First(i => rows.ElementAtOrDefault(i) != expected.ElementAtOrDefault(i));
        var (row, wanted) = (rows.ElementAtOrDefault(at), expected.ElementAtOrDefault(at));
        return $"{rows.Count} rows, expected {expected.Count}; row {at} is {row}, expected {wanted}";
    }
}
