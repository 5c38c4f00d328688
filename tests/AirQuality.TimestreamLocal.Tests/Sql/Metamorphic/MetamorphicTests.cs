using AirQuality.TimestreamLocal.Sql;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AirQuality.TimestreamLocal.Tests.Sql.Metamorphic;

/// <summary>Generated queries over a generated table have the same answer however they are written, or are refused in both ways. No
/// second engine is asked: the engine is compared with itself, so a rule that is wrong everywhere alike does not show here.</summary>
public sealed class MetamorphicTests
{
    private static readonly Rewrite[] Rewrites =
        [.. ConditionRewrites.All, .. FilterRewrites.All, .. JoinRewrites.All, .. GroupRewrites.All];

    [Property(MaxTest = 1_000, Replay = "20200101,7")]
    public Property AnyQuery_WrittenInTwoWays_HasOneAnswer() => OneAnswer();

    [Property(MaxTest = 20_000)]
    [Trait("Suite", "long")]
    public Property AnyQuery_OfVeryMany_HasOneAnswer() => OneAnswer();

    private static Property OneAnswer()
    {
        var seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
        return Prop.ForAll(Gen.Elements(Rewrites).ToArbitrary(), seeds, (rewrite, seed) =>
        {
            var choices = new Choices(seed);
            var (plain, scattered) = GeneratedTable.Make(choices);
            var pair = rewrite(choices);
            var (one, other) = (Answer(plain, pair.One, pair.IsOrdered), Answer(scattered, pair.Other, pair.IsOrdered));
            Assert.True(one == other, $"{pair.Rule}:\n{pair.One}\n{one}\n\n{pair.Other}\n{other}\n");
        });
    }

    private static string Answer(Ask table, string sql, bool isOrdered)
    {
        try
        {
            var rows = table.Rows(sql);
            if (!isOrdered) rows.Sort(StringComparer.Ordinal);
            return string.Join('\n', rows);
        }
        catch (SqlException)
        {
            return "refused";
        }
    }
}
