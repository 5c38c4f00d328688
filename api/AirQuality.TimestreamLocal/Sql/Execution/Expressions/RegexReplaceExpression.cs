using AirQuality.TimestreamLocal.Sql.Functions.Texts;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary><c>regexp_replace(text, pattern, groups -&gt; …)</c>: each match gives way to what the lambda makes of its capturing
/// groups.</summary>
internal sealed class RegexReplaceExpression(IReadOnlyList<BoundExpression> arguments, BoundLambda lambda)
    : LambdaCallExpression($"regexp_replace[{lambda.Body.Key()}]", SqlType.Varchar, arguments, lambda.Captures)
{
    /// <summary>What the lambda is given: the groups from the first on, NULL for one that took no part.</summary>
    public static readonly SqlType GroupsType = new ArrayType(SqlType.Varchar);

    protected override object? Apply(object?[] row, RunScope inside)
    {
        if (row[1] is not string pattern) return null;
        var text = (string)row[0]!;
        return Patterns.Run(pattern, text, object? (regex) =>
        {
            var isUnknown = false;
            var replaced = Patterns.Replace(regex, text, match =>
            {
                object?[] groups = [.. match.Groups.Values.Skip(1).Select(group => group.Success ? group.Value : null)];
                var replacement = lambda.Body.Evaluate(new Batch([VectorRows.Constant(GroupsType, groups, 1)], 1), inside)[0] as string;
                isUnknown |= replacement is null;
                return replacement ?? "";
            });
            return isUnknown ? null : replaced;
        });
    }

    public override BoundExpression With(IReadOnlyList<BoundExpression> children)
    {
        var (arguments, captures) = Split(children);
        return new RegexReplaceExpression(arguments, lambda with { Captures = captures });
    }
}
