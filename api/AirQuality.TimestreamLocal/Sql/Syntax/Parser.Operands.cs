using System.Globalization;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <content>Operands: literals, names, brackets, CASE, CAST and their kin.</content>
internal sealed partial class Parser
{
    private Expression ParsePostfix() => ParsePostfixOf(ParseOperand());

    private Expression ParsePostfixOf(Expression operand)
    {
        while (true)
        {
            if (cursor.AcceptSymbol("["))
            {
                operand = new Subscript(operand.Position, operand, ParseExpression());
                cursor.ExpectSymbol("]");
            }
            else if (cursor.AcceptSymbol("."))
            {
                operand = new Dereference(operand.Position, operand, cursor.ExpectName().Text);
            }
            else if (cursor.AtSymbol("::"))
            {
                operand = ParseScalarMeasure(operand);
            }
            else
            {
                return operand;
            }
        }
    }

    /// <summary><c>measure_value::double</c> is one name, alone or after a table's.</summary>
    private Expression ParseScalarMeasure(Expression operand)
    {
        var name = operand switch { Identifier identifier => identifier.Name, Dereference dereference => dereference.Field, _ => null };
        if (name is null || !name.Equals("measure_value", StringComparison.OrdinalIgnoreCase)) throw cursor.Mismatch("<EOF>");
        cursor.Next();
        var column = $"measure_value::{cursor.ExpectName().Text.ToLowerInvariant()}";
        return operand is Dereference { Base: var table } ? new Dereference(operand.Position, table, column) : new Identifier(operand.Position, column);
    }

    private Expression ParseOperand()
    {
        var token = cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Integer:
                return ParseInteger(token.Position, isNegative: false);
            case TokenKind.Decimal:
                return new Literal(cursor.Next().Position, SqlType.Double, double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture));
            case TokenKind.Text:
                return new Literal(cursor.Next().Position, SqlType.Varchar, token.Text);
            case TokenKind.Interval:
                return ParseShortInterval();
            case TokenKind.Symbol when token.Text == "(":
                return ParseBracket();
            case TokenKind.QuotedName:
                return ParseNameOrCall();
            case TokenKind.Word:
                return Keywords.IsReserved(token.Text) ? ParseReserved(token) : ParseWord(token);
            default:
                throw cursor.Mismatch("<expression>");
        }
    }

    /// <summary>INTEGER where it fits, else BIGINT; -2147483648 and -9223372036854775808 are literals too.</summary>
    private Literal ParseInteger(SourcePosition at, bool isNegative)
    {
        var digits = cursor.Next().Text;
        if (!long.TryParse(isNegative ? $"-{digits}" : digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            throw new SqlException(new SourcePosition(1, 1), $"Invalid numeric literal: {digits}");
        return new Literal(at, value is >= int.MinValue and <= int.MaxValue ? SqlType.Integer : SqlType.BigInt, value);
    }

    private IntervalLiteral ParseShortInterval()
    {
        var token = cursor.Next();
        var digits = token.Text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return new IntervalLiteral(token.Position, token.Text[..digits], IntervalUnits.FullName(token.Text[digits..]));
    }

    private Expression ParseBracket()
    {
        var at = cursor.Position;
        if (cursor.AtQueryBracket()) return new ScalarSubquery(at, ParseBracketedQuery());
        cursor.Next();
        var items = ParseList(ParseExpression);
        cursor.ExpectSymbol(")", "','");
        return items.Count == 1 ? items[0] : new RowConstructor(at, items);
    }

    private Expression ParseReserved(Token token)
    {
        var at = token.Position;
        switch (token.Text.ToUpperInvariant())
        {
            case "NULL":
                cursor.Next();
                return new Literal(at, SqlType.Unknown, null);
            case "TRUE" or "FALSE":
                return new Literal(at, SqlType.Boolean, cursor.Next().IsWord("TRUE"));
            case "CASE":
                return ParseCase();
            case "CAST":
                return ParseCast(isTry: false);
            case "EXTRACT":
                return ParseExtract();
            case "EXISTS":
                cursor.Next();
                return new Exists(at, ParseBracketedQuery());
            case "CURRENT_DATE" or "CURRENT_TIME" or "CURRENT_TIMESTAMP" or "LOCALTIME" or "LOCALTIMESTAMP":
                return new Call(at, cursor.Next().Text, []);
            default:
                throw cursor.Mismatch("<expression>");
        }
    }

    private Expression ParseWord(Token token)
    {
        if (token.IsWord("INTERVAL") && ParseInterval() is { } interval) return interval;
        if (token.IsWord("TRY_CAST") && cursor.Peek().IsSymbol("(")) return ParseCast(isTry: true);
        if (token.IsWord("ARRAY") && cursor.Peek().IsSymbol("[")) return ParseArray();
        if (token.IsWord("ROW") && cursor.Peek().IsSymbol("(")) return ParseRow();
        if (token.IsWord("POSITION") && cursor.Peek().IsSymbol("(")) return ParsePosition();
        if (cursor.Peek().Kind != TokenKind.Text) return ParseNameOrCall();
        cursor.Next();
        return new TypedLiteral(token.Position, token.Text, cursor.Next().Text);
    }

    private IntervalLiteral? ParseInterval()
    {
        var sign = cursor.Peek().IsSymbol("-") || cursor.Peek().IsSymbol("+") ? 1 : 0;
        var unit = cursor.Peek(sign + 2);
        if (cursor.Peek(sign + 1).Kind != TokenKind.Text || unit.Kind != TokenKind.Word || !IntervalUnits.IsUnit(unit.Text)) return null;
        var at = cursor.Next().Position;
        var isNegative = sign == 1 && cursor.Next().IsSymbol("-");
        var text = cursor.Next().Text;
        cursor.Next();
        return new IntervalLiteral(at, isNegative ? Negate(text) : text, unit.Text.ToLowerInvariant());
    }

    private static string Negate(string number) => number.StartsWith('-') ? number[1..] : $"-{number.TrimStart('+')}";

    private Case ParseCase()
    {
        var at = cursor.ExpectWord("CASE");
        if (cursor.AtWord("END")) throw cursor.Mismatch("'WHEN'", "<expression>");
        var operand = cursor.AtWord("WHEN") ? null : ParseExpression();
        List<WhenClause> whens = [];
        while (whens.Count == 0 || cursor.AtWord("WHEN"))
        {
            cursor.ExpectWord("WHEN");
            var condition = ParseExpression();
            cursor.ExpectWord("THEN");
            whens.Add(new WhenClause(condition, ParseExpression()));
        }

        var otherwise = cursor.AcceptWord("ELSE") ? ParseExpression() : null;
        cursor.ExpectWord("END", otherwise is null ? ["'ELSE'", "'WHEN'"] : []);
        return new Case(at, operand, whens, otherwise);
    }

    private Cast ParseCast(bool isTry)
    {
        var at = cursor.Next().Position;
        cursor.ExpectSymbol("(");
        var operand = ParseExpression();
        cursor.ExpectWord("AS");
        var type = ParseTypeName();
        cursor.ExpectSymbol(")");
        return new Cast(at, operand, type, isTry);
    }

    private Extract ParseExtract()
    {
        var at = cursor.ExpectWord("EXTRACT");
        cursor.ExpectSymbol("(");
        var field = cursor.ExpectName().Text;
        cursor.ExpectWord("FROM");
        var operand = ParseExpression();
        cursor.ExpectSymbol(")");
        return new Extract(at, field, operand);
    }

    /// <summary><c>position(a IN b)</c> is <c>strpos(b, a)</c>.</summary>
    private Call ParsePosition()
    {
        var at = cursor.Next().Position;
        cursor.ExpectSymbol("(");
        var part = ParseConcatenation();
        cursor.ExpectWord("IN");
        var whole = ParseConcatenation();
        cursor.ExpectSymbol(")");
        return new Call(at, "strpos", [whole, part]);
    }

    private ArrayConstructor ParseArray()
    {
        var at = cursor.Next().Position;
        cursor.ExpectSymbol("[");
        IReadOnlyList<Expression> items = cursor.AtSymbol("]") ? [] : ParseList(ParseExpression);
        cursor.ExpectSymbol("]", "','");
        return new ArrayConstructor(at, items);
    }

    private RowConstructor ParseRow()
    {
        var at = cursor.Next().Position;
        cursor.ExpectSymbol("(");
        var fields = ParseList(ParseExpression);
        cursor.ExpectSymbol(")", "','");
        return new RowConstructor(at, fields);
    }
}
