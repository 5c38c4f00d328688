using static AirQuality.TimestreamLocal.Tests.Sql.Functions.Evaluate;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions.Texts;

public class RegexFunctionTests
{
    [Theory]
    [InlineData("1a 2b 14m", @"\d+b", true)]
    [InlineData("abc", "^b", false)]
    [InlineData("ABC", "(?i)abc", true)]
    [InlineData("a\nb", "a.b", false)]
    [InlineData("a\nb", "(?s)a.b", true)]
    [InlineData("a\nb", "(?m)^b$", true)]
    [InlineData("foobar", "foo(?=bar)", true)]
    [InlineData("abab", @"(ab)\1", true)]
    [InlineData("я", @"\p{L}", true)]
    [InlineData("5", @"\p{Digit}", true)]
    [InlineData("٣", @"\d", false)]
    [InlineData("é", @"\w", false)]
    [InlineData("é", @"\W", true)]
    [InlineData("é", @"[^\w]", true)]
    [InlineData("é", @"[\W]", true)]
    [InlineData("a", @"[\W]", false)]
    [InlineData("aé", @"a\b", true)]
    [InlineData("\u2003", @"\s", false)]
    [InlineData("aaa", "a++a", false)]
    [InlineData("aab", "(?:a|b)*+b", false)]
    [InlineData("(x)", @"\Q(x)\E", true)]
    [InlineData("c", "[a-z&&[^aeiou]]", true)]
    [InlineData("e", "[a-z&&[^aeiou]]", false)]
    [InlineData("b", "[a-c&&[b-d]]", true)]
    [InlineData("a", "[a-c&&[b-d]]", false)]
    [InlineData("a", "[^a-c&&[b-d]]", true)]
    [InlineData("b", "[^a-c&&[b-d]]", false)]
    [InlineData("x", "[ab[x-z]]", true)]
    [InlineData("é", "[a\\P{ASCII}]", true)]
    [InlineData("-", @"^[\w-.]$", true)]
    [InlineData(",", @"^[\w-.]$", false)]
    [InlineData("^", "^[a^]$", true)]
    [InlineData("😀", @"^\x{1F600}$", true)]
    [InlineData("😀", "^.$", true)]
    [InlineData("😀", "^.{2}$", false)]
    [InlineData("😀", "^[^a]$", true)]
    [InlineData("😀", "[^😀]", false)]
    [InlineData("😀", @"^\W$", true)]
    [InlineData("😁", "^[😀-😂]$", true)]
    [InlineData("😃", "[😀-😂]", false)]
    [InlineData("😁", @"^[a\x{1F600}-\x{1F602}]+$", true)]
    [InlineData("\uFFFD", "[ -😀]", true)]
    [InlineData("😁", "[ -😀]", false)]
    [InlineData("😀😀", "^😀{2}$", true)]
    [InlineData("]", "[]]", true)]
    [InlineData("A", @"\p{Lu}", true)]
    [InlineData("A", @"\pL", true)]
    public void RegexpLike_JavaPattern_MatchesAsJavaDoes(string text, string pattern, bool expected) =>
        Assert.Equal($"boolean: {(expected ? "true" : "false")}", Function("regexp_like", text, pattern));

    [Theory]
    [InlineData("regexp_extract", "varchar: 1", "1a 2b", @"\d+")]
    [InlineData("regexp_extract", "varchar: a", "1a 2b", @"(\d+)([a-z]+)", 2)]
    [InlineData("regexp_extract", "varchar: NULL", "abc", @"\d+")]
    [InlineData("regexp_extract", "varchar: NULL", "1a", @"(\d)(x)?", 2)]
    [InlineData("regexp_extract_all", "array(varchar): [1, 2, 14]", "1a 2b 14m", @"\d+")]
    [InlineData("regexp_extract_all", "array(varchar): [NULL, b]", "a1ab2", @"(b)?\d", 1)]
    [InlineData("regexp_replace", "varchar: ac", "abc", "b")]
    [InlineData("regexp_replace", "varchar: a$b", "a.b", @"\.", @"\$")]
    [InlineData("regexp_replace", "varchar: a[b]c", "abc", "(?<x>b)", "[${x}]")]
    [InlineData("regexp_replace", "varchar: 5", "5331", @"(\d)\d*", "$1")]
    [InlineData("regexp_replace", "varchar: b0", "b", "(b)", "$10")]
    [InlineData("regexp_split", "array(varchar): [a, b, , c]", "a1b12c", @"\d")]
    [InlineData("regexp_split", "array(varchar): [, x]", "-x", "(-)")]
    [InlineData("regexp_split", "array(varchar): [, , , ]", "a有💰", ".")]
    [InlineData("regexp_extract_all", "array(varchar): [a, 有, 💰]", "a有💰", ".")]
    [InlineData("regexp_extract_all", "array(varchar): [, ]", "💰", "")]
    [InlineData("regexp_replace", "varchar: -a-💰-", "a💰", "", "-")]
    [InlineData("regexp_replace", "varchar: <a><💰>", "a💰", "(.)", "<$1>")]
    public void Function_OfLiterals_GivesTheFamilysAnswer(string name, string expected, params object[] arguments) =>
        Assert.Equal(expected, Function(name, arguments));

    [Theory]
    [InlineData("regexp_extract", "Pattern has 1 groups. Cannot access group 2", "abc", "(a)", 2)]
    [InlineData("regexp_extract", "Group cannot be negative", "abc", "(a)", -1)]
    [InlineData("regexp_replace", "Illegal replacement sequence: unknown group 5", "abc", "b", "$5")]
    [InlineData("regexp_replace", "Illegal replacement sequence: unknown group {nope}", "abc", "b", "${nope}")]
    [InlineData("regexp_replace", "Illegal replacement sequence: $x", "abc", "b", "$x")]
    public void Function_WithAWrongGroup_Fails(string name, string message, params object[] arguments) =>
        Assert.Equal(message, Failure(() => Function(name, arguments)));

    [Theory]
    [InlineData("(")]
    [InlineData("[a")]
    [InlineData("a{2")]
    [InlineData(@"a\")]
    [InlineData("[a&&]")]
    [InlineData("[b-a]")]
    [InlineData(@"[\y]")]
    [InlineData("*a")]
    public void Pattern_Malformed_IsRefusedWithThePattern(string pattern) =>
        Assert.StartsWith($"Invalid regular expression: {pattern}: ",
            Failure(() => Function("regexp_like", "a", pattern)), StringComparison.Ordinal);

    [Theory]
    [InlineData("(?:b|(?: *)+?(?!z))")]
    [InlineData(@"(?:(b)|(?: *)+?\B)")]
    [InlineData("(?:b|(?: *){1,}?(?<!z)+)")]
    public void Pattern_WithAnEmptyLazyLoopBeforeALookAround_Ends(string pattern) =>
        Assert.Equal("array(varchar): [, , ]", Function("regexp_extract_all", "--", pattern));

    [Fact]
    public void Pattern_ThatBacktracksWithoutEnd_IsStopped() =>
        Assert.StartsWith("Regular expression takes more than 1 s",
            Failure(() => Function("regexp_like", new string('x', 60), "^(x+x+)+y")), StringComparison.Ordinal);
}
