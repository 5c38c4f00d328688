using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>AND or OR of any number of conditions, three-valued. A condition that may fail is not computed for rows which earlier ones
/// have decided.</summary>
internal sealed class LogicalExpression(bool isAnd, IReadOnlyList<BoundExpression> operands) : BoundExpression(SqlType.Boolean, operands)
{
    public bool IsAnd => isAnd;

    /// <summary>The parts of a condition that must all hold.</summary>
    public static IEnumerable<BoundExpression> Conjuncts(BoundExpression? condition) => condition switch
    {
        null => [],
        LogicalExpression { IsAnd: true } and => and.Children.SelectMany(Conjuncts),
        _ => [condition],
    };

    protected override bool FailsItself => false;

    protected override string Label => isAnd ? "and" : "or";

    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        // decided: false for AND, true for OR; undecided rows are the neutral value or, once a NULL was seen, NULL.
        var decided = new bool[batch.Count];
        var unknown = new bool[batch.Count];
        foreach (var operand in Children) Apply(operand, batch, scope, decided, unknown);

        var values = new bool[batch.Count];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = decided[row] != isAnd;
            unknown[row] &= !decided[row];
        }

        return new BooleanVector(SqlType.Boolean, values, batch.Count, unknown.AsSpan().Contains(true) ? unknown : null);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new LogicalExpression(isAnd, children);

    private void Apply(BoundExpression operand, Batch batch, RunScope scope, bool[] decided, bool[] unknown)
    {
        var rows = operand.CanFail && decided.AsSpan().Contains(true) ? Undecided(decided) : null;
        if (rows is []) return;
        var input = rows is null ? batch : batch.Gather(rows);
        var vector = operand.Evaluate(input, scope);
        var values = (vector as BooleanVector)?.Values;
        for (var i = 0; i < vector.Count; i++)
        {
            var row = rows is null ? i : rows[i];
            if (values is null || vector.IsNull(i)) unknown[row] = true;
            else if (values[i] != isAnd) decided[row] = true;
        }
    }

    private static int[] Undecided(bool[] decided)
    {
        var rows = new List<int>(decided.Length);
        for (var row = 0; row < decided.Length; row++)
        {
            if (!decided[row]) rows.Add(row);
        }

        return [.. rows];
    }
}
