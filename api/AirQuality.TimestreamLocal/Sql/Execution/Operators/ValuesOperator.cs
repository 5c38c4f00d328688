using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>Rows of expressions: VALUES, and the one row of no columns that a SELECT without FROM reads.</summary>
internal sealed class ValuesOperator(IReadOnlyList<SqlType> types, IReadOnlyList<IReadOnlyList<BoundExpression>> rows) : Operator(types)
{
    private static readonly Batch OneRow = new([], 1);

    public static ValuesOperator SingleRow { get; } = new([], [[]]);

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        foreach (var chunk in rows.Chunk(Batch.TargetRows))
        {
            scope.ThrowIfCancelled();
            var columns = new Vector[Types.Count];
            for (var i = 0; i < columns.Length; i++)
            {
                var column = i;
                columns[i] = VectorRows.Concat(Types[i], Array.ConvertAll(chunk, row => row[column].Evaluate(OneRow, scope)));
            }

            yield return new Batch(columns, chunk.Length);
        }
    }
}
