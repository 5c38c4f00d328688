using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>An expression over a subquery: its children are what it compares, then what the subquery captures.</summary>
internal abstract class SubqueryExpression(SqlType type, Subquery subquery, params IReadOnlyList<BoundExpression> operands)
    : BoundExpression(type, [.. operands, .. subquery.Captures])
{
    protected Subquery Subquery { get; } = subquery;

    /// <summary>How many of the children are operands; the captures follow.</summary>
    public int OperandCount => Children.Count - Subquery.Captures.Count;

    protected override string Label => FormattableString.Invariant($"subquery {Subquery.Id}");

    protected Batch Captured(Batch batch, RunScope scope)
    {
        return new Batch([.. Children.Skip(OperandCount).Select(capture => capture.Evaluate(batch, scope))], batch.Count);
    }

    protected Subquery Recapture(IReadOnlyList<BoundExpression> children) =>
        Subquery with { Captures = [.. children.Skip(OperandCount)] };
}

/// <summary><c>(SELECT …)</c> as a value: NULL of no row, an error of several.</summary>
internal sealed class ScalarSubqueryExpression(SqlType type, Subquery subquery) : SubqueryExpression(type, subquery)
{
    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var singles = Subquery.ForEachRow(Captured(batch, scope), scope, (plan, inside) => Single(RowBuffer.Collect(plan, inside)));
        return VectorRows.Concat(Type, singles);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        new ScalarSubqueryExpression(Type, Recapture(children));

    private Vector Single(Batch rows) => rows.Count switch
    {
        0 => Columns.AllNull(Type, 1),
        1 => rows.Columns[0],
        _ => throw new SqlException("Scalar sub-query has returned multiple rows"),
    };
}

/// <summary><c>EXISTS (SELECT …)</c>.</summary>
internal sealed class ExistsExpression(Subquery subquery) : SubqueryExpression(SqlType.Boolean, subquery)
{
    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var exists = Subquery.ForEachRow(Captured(batch, scope), scope, (plan, inside) => plan.Run(inside).Any(rows => rows.Count > 0));
        return new BooleanVector(SqlType.Boolean, exists, batch.Count);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => new ExistsExpression(Recapture(children));
}

/// <summary><c>value IN (SELECT …)</c>.</summary>
internal sealed class InSubqueryExpression(BoundExpression value, Subquery subquery) : SubqueryExpression(SqlType.Boolean, subquery, value)
{
    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var values = Children[0].Evaluate(batch, scope);
        var sets = Subquery.ForEachRow(Captured(batch, scope), scope, (plan, inside) => ToSet(RowBuffer.Collect(plan, inside)));
        if (Subquery.Captures.Count == 0 && batch.Count > 0) return sets[0].Contains(values);
        var found = new object?[batch.Count];
        for (var row = 0; row < found.Length; row++) found[row] = sets[row].Contains(values.Gather([row]))[0];
        return Columns.FromObjects(SqlType.Boolean, found, batch.Count);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        new InSubqueryExpression(children[0], Recapture(children));

    private static ValueSet ToSet(Batch rows) => new(Enumerable.Range(0, rows.Count).Select(row => rows.Columns[0][row]));
}

/// <summary><c>value &lt; ALL (SELECT …)</c> and ANY.</summary>
internal sealed class QuantifiedExpression(ResolvedFunction comparison, bool isAll, BoundExpression value, Subquery subquery)
    : SubqueryExpression(SqlType.Boolean, subquery, value)
{
    public override Vector Evaluate(Batch batch, RunScope scope)
    {
        var values = Children[0].Evaluate(batch, scope);
        var rows = Subquery.ForEachRow(Captured(batch, scope), scope, RowBuffer.Collect);
        var results = new object?[batch.Count];
        for (var row = 0; row < results.Length; row++) results[row] = Quantify(values[row], rows[row], scope);
        return Columns.FromObjects(SqlType.Boolean, results, batch.Count);
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        new QuantifiedExpression(comparison, isAll, children[0], Recapture(children));

    /// <summary>ALL is an AND over the rows, ANY an OR: a deciding row wins over unknown ones.</summary>
    private bool? Quantify(object? value, Batch rows, RunScope scope)
    {
        scope.Budget.Make(rows.Count);
        var left = VectorRows.Constant(Children[0].Type, value, rows.Count);
        var compared = rows.Count == 0 ? null : comparison.Evaluate([left, rows.Columns[0]], rows.Count, scope.Context);
        var isUnknown = false;
        for (var row = 0; row < rows.Count; row++)
        {
            if (compared![row] is not bool holds) isUnknown = true;
            else if (holds != isAll) return holds;
        }

        return isUnknown ? null : isAll;
    }
}
