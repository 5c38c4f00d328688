using System.Globalization;

namespace AirQuality.TimestreamLocal.Tests.Sql.Metamorphic;

/// <summary>
/// Writes expressions over the columns of <see cref="GeneratedTable"/>. None fails at run time, since which rows an engine computes
/// before it drops them is its own matter; one in many is refused before, for its types or names.
/// </summary>
/// <param name="choices">What to write.</param>
/// <param name="column">How a column is spelt.</param>
internal sealed class ExpressionWriter(Choices choices, Func<string, string> column)
{
    public ExpressionWriter(Choices choices, string qualifier = "")
        : this(choices, name => qualifier + name)
    {
    }

    /// <summary>A condition: true, false or unknown.</summary>
    public string Condition(int depth = 2) => choices.Number(0, depth > 0 ? 17 : 9) switch
    {
        0 => Comparison(Integer(0), Integer(0)),
        1 => Comparison(Real(0), Real(0)),
        2 => Comparison(Text(0), Text(0)),
        3 => choices.Chance(2)
            ? Comparison(column("time"), GeneratedTable.TimeLiteral(choices))
            : Comparison(GeneratedTable.TimeLiteral(choices), column("time")),
        4 => $"{Any(0)} IS {choices.Of("", "NOT ", "NOT ")}NULL",
        5 => $"{Text(0)} {choices.Of("", "NOT ")}LIKE '{choices.Of("1%", "_E", "%3%", "d_")}'",
        6 when choices.Chance(2) => $"{column("sensor_id")} {choices.Of("", "NOT ")}IN ({Text(-1)}, {Text(-1)})",
        6 => $"{Integer(0)} {choices.Of("", "NOT ")}IN ({IntegerLiteral()}, {choices.Of("NULL", IntegerLiteral())})",
        7 => $"{column("time")} {choices.Of("", "NOT ")}BETWEEN {GeneratedTable.TimeLiteral(choices)} AND {GeneratedTable.TimeLiteral(choices)}",
        8 => choices.Chance(12) ? choices.Of($"{column("p1")} > 'a'", column("nosuch") + " = 1", column("aqi")) : choices.Of("false", "NULL"),
        9 => $"{Any(0)} IS DISTINCT FROM NULL",
        10 => $"NOT ({Condition(depth - 1)})",
        11 or 12 => $"({Condition(depth - 1)} AND {Condition(depth - 1)})",
        13 or 14 or 15 => $"({Condition(depth - 1)} OR {Condition(depth - 1)})",
        16 => $"{Integer(0)} {choices.Of("IN", "NOT IN", "= ANY", "<> ALL", ">= ALL", "<", "=")} {Subquery()}",
        _ => Comparison($"CASE WHEN {Condition(depth - 1)} THEN {Integer(0)} ELSE {Integer(0)} END", Integer(1)),
    };

    /// <summary>A BIGINT.</summary>
    public string Integer(int depth = 1) => choices.Number(0, depth > 0 ? 6 : 2) switch
    {
        0 or 1 => column("aqi"),
        2 => IntegerLiteral(),
        3 => $"({Integer(depth - 1)} {choices.Of("+", "-", "*")} {Integer(depth - 1)})",
        4 => $"({Integer(depth - 1)} {choices.Of("/", "%")} nullif({Integer(depth - 1)}, 0))",
        5 => $"length({Text(depth - 1)})",
        _ => $"coalesce({Integer(depth - 1)}, {IntegerLiteral()})",
    };

    /// <summary>A DOUBLE.</summary>
    public string Real(int depth = 1) => choices.Number(0, depth > 0 ? 5 : 2) switch
    {
        0 or 1 => column("p1"),
        2 => choices.Of("0.0", "0.5", "-1.5", "nan()"),
        3 => $"({Real(depth - 1)} {choices.Of("+", "-", "*")} {Real(depth - 1)})",
        4 => $"if({Condition(depth - 1)}, {Real(depth - 1)}, {Real(depth - 1)})",
        _ => $"abs({Real(depth - 1)})",
    };

    /// <summary>A VARCHAR; a literal for a depth below 0.</summary>
    public string Text(int depth = 1) => (depth < 0 ? 2 : choices.Number(0, depth > 0 ? 5 : 2)) switch
    {
        0 => column("sensor_id"),
        1 => column("country"),
        2 => $"'{choices.Of([.. GeneratedTable.Sensors, .. GeneratedTable.Countries, ""])}'",
        3 => $"({Text(depth - 1)} || {Text(depth - 1)})",
        4 => $"{choices.Of("upper", "lower", "reverse")}({Text(depth - 1)})",
        _ => $"coalesce({Text(depth - 1)}, {Text(depth - 1)})",
    };

    /// <summary>Any value.</summary>
    public string Any(int depth = 1) => choices.Number(0, 3) switch
    {
        0 => Integer(depth),
        1 => Real(depth),
        2 => Text(depth),
        _ => column("time"),
    };

    public string IntegerLiteral() => choices.Number(-1, 3).ToString(CultureInfo.InvariantCulture);

    // One row, so that it can stand where one value must.
    private string Subquery() =>
        $"(SELECT {choices.Of("max(s.aqi)", "count(*)", "min(s.aqi)")} FROM {GeneratedTable.Name} s WHERE s.sensor_id {choices.Of("=", "<>", "<")} {Text(0)})";

    private string Comparison(string left, string right) =>
        $"{left} {choices.Of("=", "<>", "<=", ">=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM")} {right}";
}
