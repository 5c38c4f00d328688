using System.Text.RegularExpressions;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AirQuality.TimestreamLocal.Tests.Sql.Execution;

public sealed class LikePatternTests
{
    [Property(MaxTest = 500)]
    public Property IsMatch_AnyPattern_AgreesWithARegularExpression() => Prop.ForAll(
        Texts("ab%_.\n").ToArbitrary(), Texts("ab._\n").ToArbitrary(), (pattern, text) =>
        {
            var regex = string.Concat(pattern.Select(c => c switch { '%' => ".*", '_' => ".", _ => Regex.Escape($"{c}") }));
            return Regex.IsMatch(text, $"^(?:{regex})\\z", RegexOptions.Singleline) == new LikePattern(pattern, null).IsMatch(text);
        });

    [Theory]
    [InlineData("_", "😀", true)]
    [InlineData("%😀", "a😀", true)]
    [InlineData("__", "😀", false)]
    [InlineData("%_%_%", "😀", false)]
    public void IsMatch_CodePointsOutsideTheBasicPlane_CountOnce(string pattern, string text, bool expected) =>
        Assert.Equal(expected, new LikePattern(pattern, null).IsMatch(text));

    [Theory]
    [InlineData("a#_b", "#", "a_b", true)]
    [InlineData("a#_b", "#", "axb", false)]
    [InlineData("50##", "#", "50#", true)]
    [InlineData("#_", "", "#a", true)]
    [InlineData("%%%", "%", "%", false)]
    public void IsMatch_Escape_TakesTheNextCharacterAsItIs(string pattern, string escape, string text, bool expected)
    {
        if (pattern == "%%%") Assert.Throws<SqlException>(() => new LikePattern(pattern, escape));
        else Assert.Equal(expected, new LikePattern(pattern, escape).IsMatch(text));
    }

    [Theory]
    [InlineData("a#b", "#")]
    [InlineData("a#", "#")]
    [InlineData("a", "##")]
    public void New_BadEscape_Refuses(string pattern, string escape) => Assert.Throws<SqlException>(() => new LikePattern(pattern, escape));

    [Fact]
    public void IsMatch_ManyWildcards_StaysFast() =>
        Assert.False(new LikePattern(string.Concat(Enumerable.Repeat("%a", 1000)) + "%b", null).IsMatch(new string('a', 2000)));

    private static Gen<string> Texts(string alphabet) =>
        Gen.Elements(alphabet.ToCharArray()).ListOf().Select(characters => string.Concat(characters.Take(12)));
}
