using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Syntax;

namespace AirQuality.TimestreamLocal.Tests.Sql.Syntax;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("a <> 1", "Word:a Symbol:<> Integer:1 End:")]
    [InlineData("5m + 100ms", "Interval:5m Symbol:+ Interval:100ms End:")]
    [InlineData("1.5e-3 .5 1e3", "Decimal:1.5e-3 Decimal:.5 Decimal:1e3 End:")]
    [InlineData("'it''s' \"a\"\"b\"", "Text:it's QuotedName:a\"b End:")]
    [InlineData("a--b\n/* c */d", "Word:a Word:d End:")]
    [InlineData("measure_value::double", "Word:measure_value Symbol::: Word:double End:")]
    [InlineData("x->y", "Word:x Symbol:-> Word:y End:")]
    [InlineData("x=@from_1+1", "Word:x Symbol:= Parameter:from_1 Symbol:+ Integer:1 End:")]
    [InlineData("@ x", "Invalid:@")]
    [InlineData("'@x' \"@y\"", "Text:@x QuotedName:@y End:")]
    [InlineData("'open", "Invalid:'")]
    [InlineData("'it''s", "Text:it Invalid:'")]
    [InlineData("\"\"", "Invalid:\"")]
    [InlineData("a ? b", "Word:a Invalid:?")]
    public void Tokenize_Text_CutsIt(string sql, string expected) =>
        Assert.Equal(expected, string.Join(' ', Tokenizer.Tokenize(sql).Select(token => $"{token.Kind}:{token.Text}")));

    [Fact]
    public void Tokenize_Lines_CountsFromOneInCodePoints()
    {
        var positions = Tokenizer.Tokenize("'☕😀' a\n  b").Select(token => token.Position);
        Assert.Equal([new(1, 1), new(1, 6), new(2, 3), new SourcePosition(2, 4)], positions);
    }

    [Theory]
    [InlineData("1a", "DigitName:1a End:")]
    [InlineData("5M1", "DigitName:5M1 End:")]
    [InlineData("1week", "DigitName:1week End:")]
    [InlineData("1.5m", "Decimal:1.5 Word:m End:")]
    [InlineData("1e2x", "Decimal:1e2 Word:x End:")]
    [InlineData("1e", "DigitName:1e End:")]
    public void Tokenize_DigitsAndLetters_BelongTogetherWithoutAPoint(string sql, string expected) => Tokenize_Text_CutsIt(sql, expected);
}
