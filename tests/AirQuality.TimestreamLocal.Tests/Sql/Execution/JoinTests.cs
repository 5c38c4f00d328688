using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AirQuality.TimestreamLocal.Tests.Sql.Execution;

/// <summary>Joins against two nested loops written here.</summary>
public sealed class JoinTests
{
    private static readonly Ask Empty = Ask.Readings();

    [Property(MaxTest = 60)]
    public Property Join_OnEquality_GivesThePairsOfTwoLoops() => Prop.ForAll(Values, Values, Kinds, (left, right, kind) =>
        Same(left, right, kind, "l.x = r.x", (a, b) => a == b));

    [Property(MaxTest = 60)]
    public Property Join_OnInequality_GivesThePairsOfTwoLoops() => Prop.ForAll(Values, Values, Kinds, (left, right, kind) =>
        Same(left, right, kind, "l.x < r.x", (a, b) => a < b));

    [Property(MaxTest = 60)]
    public Property Join_OnEqualityAndMore_GivesThePairsOfTwoLoops() => Prop.ForAll(Values, Values, Kinds, (left, right, kind) =>
        Same(left, right, kind, "l.x = r.x AND l.x > 1 AND r.x < 4 AND l.x + r.x <> 6", (a, b) => a == b && a > 1 && b < 4 && a + b != 6));

    [Property(MaxTest = 60)]
    public Property Join_ThenWhere_FiltersTheJoinedRows() => Prop.ForAll(Values, Values, Kinds, (left, right, kind) =>
    {
        var sql = $"SELECT l.x, r.x {From(left, right, kind, "l.x = r.x")} WHERE l.x > 1 AND r.x IS NOT NULL";
        var expected = Loops(left, right, kind, (a, b) => a == b).Where(pair => pair.Left > 1 && pair.Right is not null).Select(Text);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Empty.Rows(sql).Order(StringComparer.Ordinal));
    });

    private static Arbitrary<int?[]> Values => Gen.Elements<int?>(1, 2, 3, 4, null).ListOf()
        .Select(values => values.Take(8).Append(9).ToArray()).ToArbitrary();

    private static Arbitrary<string> Kinds => Gen.Elements("INNER", "LEFT", "RIGHT", "FULL").ToArbitrary();

    private static void Same(int?[] left, int?[] right, string kind, string on, Func<int?, int?, bool> matches) => Assert.Equal(
        Loops(left, right, kind, matches).Select(Text).Order(StringComparer.Ordinal),
        Empty.Rows($"SELECT l.x, r.x {From(left, right, kind, on)}").Order(StringComparer.Ordinal));

    private static string From(int?[] left, int?[] right, string kind, string on) =>
        $"FROM (VALUES {List(left)}) AS l (x) {kind} JOIN (VALUES {List(right)}) AS r (x) ON {on}";

    private static IEnumerable<(int? Left, int? Right)> Loops(int?[] left, int?[] right, string kind, Func<int?, int?, bool> matches)
    {
        foreach (var a in left)
        {
            var partners = right.Where(b => a is not null && b is not null && matches(a, b)).ToList();
            foreach (var b in partners) yield return (a, b);
            if (partners.Count == 0 && kind is "LEFT" or "FULL") yield return (a, null);
        }

        if (kind is not ("RIGHT" or "FULL")) yield break;
        foreach (var b in right.Where(b => !left.Any(a => a is not null && b is not null && matches(a, b)))) yield return (null, b);
    }

    private static string List(int?[] values) =>
        string.Join(", ", values.Select(value => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "NULL"));

    private static string Text((int? Left, int? Right) pair) => $"{Quote(pair.Left)} | {Quote(pair.Right)}";

    private static string Quote(int? value) => value is null ? "null" : $"'{value}'";
}
