using AirQuality.TimestreamLocal.Sql.Types;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>A column of the batch.</summary>
/// <param name="type">Its type.</param>
/// <param name="index">Its index.</param>
/// <param name="name">Its name as the query writes it, for messages.</param>
/// <param name="position">Where the query names it.</param>
internal sealed class ColumnExpression(SqlType type, int index, string name, SourcePosition position) : BoundExpression(type)
{
    public int Index => index;

    public string Name => name;

    public SourcePosition Position => position;

    protected override bool FailsItself => false;

    public override bool VariesItself => true;

    protected override string Label => Invariant($"#{index}");

    public override Vector Evaluate(Batch batch, RunScope scope) => batch.Columns[index];

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this;
}
