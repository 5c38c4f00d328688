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
    [InlineData("1a")]
    [InlineData("5M1")]
    [InlineData("1week")]
    [InlineData("1.5m")]
    public void Tokenize_DigitsBeforeAName_Refuses(string sql) =>
        Assert.StartsWith("line 1:1: identifiers must not start with a digit", Assert.Throws<SqlException>(() => Tokenizer.Tokenize(sql)).Message);
}
