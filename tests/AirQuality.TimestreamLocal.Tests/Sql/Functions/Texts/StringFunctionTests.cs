using AirQuality.TimestreamLocal.Sql.Types;
using static AirQuality.TimestreamLocal.Tests.Sql.Functions.Evaluate;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions.Texts;

public class StringFunctionTests
{
    [Theory]
    [InlineData("length", "bigint: 5", "naïve")]
    [InlineData("length", "bigint: 1", "😀")]
    [InlineData("length", "bigint: 2", "e\u0301")]
    [InlineData("length", "bigint: NULL", null)]
    [InlineData("upper", "varchar: STRAßE", "straße")]
    [InlineData("upper", "varchar: NAÏVE", "naïve")]
    [InlineData("lower", "varchar: äöü", "ÄÖÜ")]
    [InlineData("lower", "varchar: i", "İ")]
    [InlineData("concat", "varchar: abc", "a", "b", "c")]
    [InlineData("substr", "varchar: bcdef", "abcdef", 2)]
    [InlineData("substr", "varchar: bcd", "abcdef", 2, 3)]
    [InlineData("substr", "varchar: ef", "abcdef", -2)]
    [InlineData("substr", "varchar: de", "abcdef", -3, 2)]
    [InlineData("substr", "varchar: ", "abcdef", 0)]
    [InlineData("substr", "varchar: ", "abcdef", 7)]
    [InlineData("substr", "varchar: ", "abcdef", -7)]
    [InlineData("substr", "varchar: abcdef", "abcdef", 1, 100)]
    [InlineData("substr", "varchar: 😀b", "a😀bc", 2, 2)]
    [InlineData("trim", "varchar: a b", "  a b  ")]
    [InlineData("trim", "varchar: a", "\ta\n")]
    [InlineData("trim", "varchar: \u00a0a", " \u00a0a ")]
    [InlineData("ltrim", "varchar: a ", "  a ")]
    [InlineData("rtrim", "varchar:  a", " a  ")]
    [InlineData("lpad", "varchar: xxabc", "abc", 5, "x")]
    [InlineData("lpad", "varchar: ab", "abc", 2, "x")]
    [InlineData("lpad", "varchar: xyzxyabc", "abc", 8, "xyz")]
    [InlineData("lpad", "varchar: 本本日", "日", 3, "本")]
    [InlineData("rpad", "varchar: abcxyzxy", "abc", 8, "xyz")]
    [InlineData("rpad", "varchar: ", "abc", 0, "x")]
    [InlineData("replace", "varchar: acac", "abcabc", "b")]
    [InlineData("replace", "varchar: -a-b-c-", "abc", "", "-")]
    [InlineData("replace", "varchar: aa", "aaaa", "aa", "a")]
    [InlineData("reverse", "varchar: b😀a", "a😀b")]
    [InlineData("strpos", "bigint: 1", "abc", "")]
    [InlineData("strpos", "bigint: 5", "abcabcabc", "b", 2)]
    [InlineData("strpos", "bigint: 0", "abcabc", "b", 3)]
    [InlineData("strpos", "bigint: 2", "aaa", "aa", 2)]
    [InlineData("strpos", "bigint: 3", "😀😀b", "b")]
    [InlineData("strrpos", "bigint: 5", "abcabc", "b")]
    [InlineData("strrpos", "bigint: 2", "abcabc", "b", 2)]
    [InlineData("strrpos", "bigint: 0", "abcabc", "z")]
    [InlineData("strrpos", "bigint: 1", "aaa", "aa", 2)]
    [InlineData("chr", "varchar: 😀", 128512)]
    [InlineData("codepoint", "integer: 233", "é")]
    [InlineData("codepoint", "integer: 128512", "😀")]
    [InlineData("split", "array(varchar): [, a]", "aaa", "aa")]
    [InlineData("split", "array(varchar): [a, b.c]", "a.b.c", ".", 2)]
    [InlineData("split_part", "varchar: b", "a,b", ",", 2)]
    [InlineData("split_part", "varchar: NULL", "a,b", ",", 3)]
    [InlineData("hamming_distance", "bigint: 1", "😀b", "😀c")]
    [InlineData("levenshtein_distance", "bigint: 3", "kitten", "sitting")]
    [InlineData("levenshtein_distance", "bigint: 4", "", "😀abc")]
    public void Function_OfLiterals_GivesTheFamilysAnswer(string name, string expected, params object?[]? arguments) =>
        Assert.Equal(expected, Function(name, arguments ?? [null]));

    [Theory]
    [InlineData("split", "The delimiter may not be the empty string", "a,b", "")]
    [InlineData("split_part", "Index must be greater than zero", "a,b", ",", -1)]
    [InlineData("chr", "Not a valid Unicode code point: -1", -1)]
    [InlineData("chr", "Not a valid Unicode code point: 55296", 0xD800)]
    [InlineData("codepoint", "codepoint takes a text of one character, not 'ab'", "ab")]
    [InlineData("lpad", "Padding string must not be empty", "a", 5, "")]
    [InlineData("lpad", "Text of 2147483648 characters exceeds the limit of 1048576", "", int.MaxValue, "x")]
    [InlineData("rpad", "Target length must be in the range [0..2147483647]", "a", -1, "x")]
    [InlineData("hamming_distance", "The input strings to hamming_distance function must have the same length", "a", "ab")]
    public void Function_OutsideItsDomain_Fails(string name, string message, params object[] arguments) =>
        Assert.Equal(message, Failure(() => Function(name, arguments)));

    [Fact]
    public void Concat_WithANullText_IsNull() => Assert.Equal("varchar: NULL", Function("concat", "a", Null(SqlType.Varchar)));

    [Fact]
    public void Replace_ThatWouldGrowWithoutBound_Fails()
    {
        var text = new string('a', 2000);
        Assert.Contains("exceeds the limit", Failure(() => Function("replace", text, "a", text)), StringComparison.Ordinal);
        Assert.Contains("exceeds the limit", Failure(() => Function("replace", text, "", text)), StringComparison.Ordinal);
    }
}
