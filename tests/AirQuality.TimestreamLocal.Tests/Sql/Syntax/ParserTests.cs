using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Syntax;

namespace AirQuality.TimestreamLocal.Tests.Sql.Syntax;

public sealed class ParserTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "(1 + (2 * 3))")]
    [InlineData("1 - 2 - 3", "((1 - 2) - 3)")]
    [InlineData("'a' || 'b' || 1 + 2", "((a || b) || (1 + 2))")]
    [InlineData("- 1 + -x", "(-1 + -(x))")]
    [InlineData("NOT a = b AND c OR d", "((not (a = b) and c) or d)")]
    [InlineData("a OR b OR c AND d", "(a or b or (c and d))")]
    [InlineData("a + 1 BETWEEN 2 AND 3 AND b", "(between (a + 1) 2 3 and b)")]
    [InlineData("a NOT IN (1, 2)", "not in a [1, 2]")]
    [InlineData("a.b[1].c", "a.b[1].c")]
    [InlineData("x::y", null)]
    [InlineData("measure_value::DOUBLE", "measure_value::double")]
    [InlineData("t.measure_value::double", "t.measure_value::double")]
    [InlineData("f(x -> x + 1, (a, b) -> a)", "f([x] => (x + 1), [a b] => a)")]
    [InlineData("position('a' IN b)", "strpos(b, a)")]
    [InlineData("((1))", "1")]
    [InlineData("(1, 2)", "row 1 2")]
    public void Parse_Expression_BindsOperatorsByPrecedence(string sql, string? expected)
    {
        string Parse()
        {
            var query = Assert.IsType<QueryStatement>(Parser.Parse($"SELECT {sql}")).Query;
            var item = Assert.Single(Assert.IsType<SelectBody>(query.Body).Items);
            return Print(Assert.IsType<SelectExpression>(item).Expression);
        }

        if (expected is null) Assert.Throws<SqlException>(Parse);
        else Assert.Equal(expected, Parse());
    }

    [Theory]
    [InlineData("SELECT 1 FROM a.t LIMIT 5", 5L)]
    [InlineData("SELECT 1 FROM a.t x LIMIT ALL", null)]
    [InlineData("SELECT limit FROM a.t", null)]
    public void Parse_Limit_IsAClauseOnlyBeforeANumber(string sql, long? expected) =>
        Assert.Equal(expected, Assert.IsType<QueryStatement>(Parser.Parse(sql)).Query.Limit);

    [Theory]
    [InlineData("SELECT 1 FROM ((SELECT 1) UNION (SELECT 2))")]
    [InlineData("SELECT 1 FROM (a.t JOIN (SELECT 1) x ON true)")]
    [InlineData("SELECT ((SELECT 1) + 1)")]
    [InlineData("SELECT (((SELECT 1)))")]
    [InlineData("(SELECT 1) UNION (SELECT 2) ORDER BY 1")]
    [InlineData("SELECT 1 IN ((SELECT 1) UNION ALL (SELECT 2))")]
    [InlineData("SHOW MEASURES FROM a.t LIKE 'x%'")]
    [InlineData("DESCRIBE a.t;")]
    public void Parse_BracketsAndStatements_Accepts(string sql) => Assert.NotNull(Parser.Parse(sql));

    [Theory]
    [InlineData("SELECT 1;;", "line 1:9: mismatched input ';'. Expecting: <EOF>")]
    [InlineData("SELEC 1", "line 1:1: mismatched input 'SELEC'. Expecting: '('")]
    [InlineData("SELECT 1 FROM a.t NATURAL JOIN a.s", "line 1:15: NATURAL JOIN is not supported")]
    [InlineData("SELECT ()", "line 1:10: mismatched input '<EOF>'. Expecting: '->'")]
    [InlineData("SELECT sum(DISTINCT)", "line 1:20: mismatched input ')'. Expecting: <expression>")]
    [InlineData("SHOW VIEWS", "line 1:6: mismatched input 'VIEWS'. Expecting: 'TABLES', 'DATABASES', 'MEASURES'")]
    [InlineData("SELECT /* open", "line 1:8: mismatched input '/'")]
    [InlineData("", "line 1:1: mismatched input '<EOF>'")]
    public void Parse_WhatIsNotInTheGrammar_SaysWhereAndWhatItExpects(string sql, string message) =>
        Assert.StartsWith(message, Assert.Throws<SqlException>(() => Parser.Parse(sql)).Message);

    private static string Print(Expression expression) => expression switch
    {
        Literal literal => $"{literal.Value}",
        Identifier identifier => identifier.Name,
        Dereference field => $"{Print(field.Base)}.{field.Field}",
        Subscript subscript => $"{Print(subscript.Base)}[{Print(subscript.Index)}]",
        Unary unary => $"{unary.Symbol}({Print(unary.Operand)})",
        Binary binary => $"({Print(binary.Left)} {binary.Symbol} {Print(binary.Right)})",
        Logical logical => $"({string.Join(logical.IsAnd ? " and " : " or ", logical.Operands.Select(Print))})",
        Not not => $"not {Print(not.Operand)}",
        Between between => $"between {Print(between.Value)} {Print(between.Low)} {Print(between.High)}",
        InList list => $"in {Print(list.Value)} [{string.Join(", ", list.Items.Select(Print))}]",
        Call call => $"{call.Name}({string.Join(", ", call.Arguments.Select(Print))})",
        Lambda lambda => $"[{string.Join(' ', lambda.Parameters)}] => {Print(lambda.Body)}",
        RowConstructor row => $"row {string.Join(' ', row.Fields.Select(Print))}",
        _ => expression.ToString(),
    };
}
