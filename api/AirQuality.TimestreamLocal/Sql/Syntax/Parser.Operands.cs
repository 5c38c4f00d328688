using System.Globalization;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <content>Operands: literals, names, brackets, CASE, CAST and their kin.</content>
internal sealed partial class Parser
{
    private Expression ParsePostfix()
    {
        if (_cursor.Position != _itemStart) return ParsePostfixOf(ParseOperand());
        _trials++;
        var operand = ParsePostfixOf(ParseOperand(), isWholeItem: true);
        _trials--;
        return operand;
    }

    private Expression ParsePostfixOf(Expression operand, bool isWholeItem = false)
    {
        for (var links = 0; ; links++)
        {
            if (isWholeItem) RefuseRowExpansion();
            if (links > TokenCursor.MaximumNesting) throw _cursor.TooDeep();
            if (_cursor.AcceptSymbol("["))
            {
                operand = new Subscript(operand.Position, operand, ParseConcatenation());
                _cursor.ExpectSymbol("]");
            }
            else if (_cursor.AtSymbol("."))
            {
                // A point that no name follows belongs to nothing: outside a trial it is the point that is refused.
                if (_cursor.AtName(1) || _trials > 0) _cursor.Next();
                else throw _cursor.Mismatch("<EOF>");
                operand = new Dereference(operand.Position, operand, _cursor.ExpectName().Text);
            }
            else if (_cursor.AtSymbol("::"))
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
        if (name is null || !name.Equals("measure_value", StringComparison.OrdinalIgnoreCase))
            throw Unsupported("'::'", "write CAST(x AS type)");
        _cursor.Next();
        var column = $"measure_value::{_cursor.ExpectName().Text.ToLowerInvariant()}";
        return operand is Dereference { Base: var table }
            ? new Dereference(operand.Position, table, column)
            : new Identifier(operand.Position, column);
    }

    private Expression ParseOperand()
    {
        var token = _cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Integer:
                return ParseInteger(token.Position, isNegative: false);
            case TokenKind.Decimal:
                _cursor.Next();
                var number = double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
                return new Literal(token.Position, SqlType.Double, number);
            case TokenKind.Text:
                return new Literal(_cursor.Next().Position, SqlType.Varchar, token.Text);
            case TokenKind.Parameter:
                return new Parameter(_cursor.Next().Position, token.Text);
            case TokenKind.Interval:
                return ParseShortInterval();
            case TokenKind.Symbol when token.Text == "(":
                return ParseBracket();
            case TokenKind.QuotedName or TokenKind.DigitName:
                return ParseNameOrCall();
            case TokenKind.Word:
                return Keywords.IsReserved(token.Text) ? ParseReserved(token) : ParseWord(token);
            default:
                RefuseOperand();
                throw _cursor.Mismatch("<expression>");
        }
    }

    /// <summary>INTEGER where it fits, else BIGINT; -2147483648 and -9223372036854775808 are literals too.</summary>
    private Literal ParseInteger(SourcePosition at, bool isNegative)
    {
        var digits = _cursor.Next().Text;
        if (!long.TryParse(isNegative ? $"-{digits}" : digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            _invalidLiteral ??= new SqlException(new SourcePosition(1, 1), $"Invalid numeric literal: {digits}");
        return new Literal(at, value is >= int.MinValue and <= int.MaxValue ? SqlType.Integer : SqlType.BigInt, value);
    }

    private IntervalLiteral ParseShortInterval()
    {
        var token = _cursor.Next();
        var digits = token.Text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return new IntervalLiteral(token.Position, token.Text[..digits], IntervalUnits.FullName(token.Text[digits..]));
    }

    private Expression ParseBracket()
    {
        var at = _cursor.Position;
        if (_cursor.AtQueryBracket()) return new ScalarSubquery(at, ParseBracketedQuery());
        _cursor.Next();
        if (_cursor.AcceptSymbol(")")) throw _cursor.Mismatch("'->'");
        _trials++;
        var first = ParseExpression();
        _trials--;
        List<Expression> items = _cursor.AcceptSymbol(",") ? [first, .. ParseList(ParseExpression)] : [first];
        _cursor.ExpectSymbol(")", "','");
        return items.Count == 1 ? items[0] : new RowConstructor(at, items);
    }

    private Expression ParseReserved(Token token)
    {
        var at = token.Position;
        switch (token.Text.ToUpperInvariant())
        {
            case "NULL":
                _cursor.Next();
                return new Literal(at, SqlType.Unknown, null);
            case "TRUE" or "FALSE":
                return new Literal(at, SqlType.Boolean, _cursor.Next().IsWord("TRUE"));
            case "CASE":
                return ParseCase();
            case "CAST":
                return ParseCast(isTry: false);
            case "EXTRACT":
                return ParseExtract();
            case "EXISTS":
                _cursor.Next();
                return new Exists(at, ParseBracketedQuery());
            case "CURRENT_DATE" or "CURRENT_TIME" or "CURRENT_TIMESTAMP" or "LOCALTIME" or "LOCALTIMESTAMP":
                var name = _cursor.Next().Text;
                RefusePrecision();
                return new Call(at, name, []);
            default:
                RefuseOperand();
                throw _cursor.Mismatch("<expression>");
        }
    }

    private Expression ParseWord(Token token)
    {
        RefuseWord();
        if (token.IsWord("INTERVAL") && ParseInterval() is { } interval) return interval;
        if (token.IsWord("TRY_CAST") && _cursor.Peek().IsSymbol("(")) return ParseCast(isTry: true);
        if (token.IsWord("ARRAY") && _cursor.Peek().IsSymbol("[")) return ParseArray();
        if (token.IsWord("ROW") && _cursor.Peek().IsSymbol("(") && !_cursor.Peek(2).IsSymbol(")")) return ParseRow();
        if (token.IsWord("POSITION") && _cursor.Peek().IsSymbol("(")) return ParsePosition();
        var isDouble = _cursor.AtWords("DOUBLE", "PRECISION") && _cursor.Peek(2).Kind == TokenKind.Text;
        if (!isDouble && _cursor.Peek().Kind != TokenKind.Text) return ParseNameOrCall();
        _cursor.Next();
        if (isDouble) _cursor.Next();
        return new TypedLiteral(token.Position, token.Text, _cursor.Next().Text);
    }

    private IntervalLiteral? ParseInterval()
    {
        var sign = _cursor.Peek().IsSymbol("-") || _cursor.Peek().IsSymbol("+") ? 1 : 0;
        var unit = _cursor.Peek(sign + 2);
        if (_cursor.Peek(sign + 1).Kind != TokenKind.Text || unit.Kind != TokenKind.Word || !IntervalUnits.IsUnit(unit.Text)) return null;
        var at = _cursor.Next().Position;
        var isNegative = sign == 1 && _cursor.Next().IsSymbol("-");
        var text = _cursor.Next().Text;
        _cursor.Next();
        RefuseIntervalRange();
        return new IntervalLiteral(at, isNegative ? Negate(text) : text, unit.Text.ToLowerInvariant());
    }

    private static string Negate(string number) => number.StartsWith('-') ? number[1..] : $"-{number.TrimStart('+')}";

    private Case ParseCase()
    {
        var at = _cursor.ExpectWord("CASE");
        if (_cursor.AtWord("END")) throw _cursor.Mismatch("'WHEN'", "<expression>");
        var operand = _cursor.AtWord("WHEN") ? null : ParseExpression();
        List<WhenClause> whens = [];
        while (whens.Count == 0 || _cursor.AtWord("WHEN"))
        {
            _cursor.ExpectWord("WHEN");
            var condition = ParseExpression();
            _cursor.ExpectWord("THEN");
            whens.Add(new WhenClause(condition, ParseExpression()));
        }

        var otherwise = _cursor.AcceptWord("ELSE") ? ParseExpression() : null;
        _cursor.ExpectWord("END", otherwise is null ? ["'ELSE'", "'WHEN'"] : []);
        return new Case(at, operand, whens, otherwise);
    }

    private Cast ParseCast(bool isTry)
    {
        var at = _cursor.Next().Position;
        _cursor.ExpectSymbol("(");
        var operand = ParseExpression();
        _cursor.ExpectWord("AS");
        var type = ParseTypeName();
        _cursor.ExpectSymbol(")");
        return new Cast(at, operand, type, isTry);
    }

    private Extract ParseExtract()
    {
        var at = _cursor.ExpectWord("EXTRACT");
        _cursor.ExpectSymbol("(");
        var field = _cursor.ExpectName().Text;
        _cursor.ExpectWord("FROM");
        var operand = ParseExpression();
        _cursor.ExpectSymbol(")");
        return new Extract(at, field, operand);
    }

    /// <summary><c>position(a IN b)</c> is <c>strpos(b, a)</c>.</summary>
    private Call ParsePosition()
    {
        var at = _cursor.Next().Position;
        _cursor.ExpectSymbol("(");
        var part = ParseConcatenation();
        if (_cursor.AcceptSymbol(","))
        {
            // The two-argument form is no function of the dialect; the binder says so.
            IReadOnlyList<Expression> arguments = [part, .. ParseList(ParseExpression)];
            _cursor.ExpectSymbol(")");
            return new Call(at, "position", arguments);
        }

        _cursor.ExpectWord("IN");
        var whole = ParseConcatenation();
        _cursor.ExpectSymbol(")");
        return new Call(at, "strpos", [whole, part]);
    }

    private ArrayConstructor ParseArray()
    {
        var at = _cursor.Next().Position;
        _cursor.ExpectSymbol("[");
        IReadOnlyList<Expression> items = _cursor.AtSymbol("]") ? [] : ParseList(ParseExpression);
        _cursor.ExpectSymbol("]", "','");
        return new ArrayConstructor(at, items);
    }

    private RowConstructor ParseRow()
    {
        var at = _cursor.Next().Position;
        _cursor.ExpectSymbol("(");
        var fields = ParseList(ParseExpression);
        _cursor.ExpectSymbol(")", "','");
        return new RowConstructor(at, fields);
    }
}
