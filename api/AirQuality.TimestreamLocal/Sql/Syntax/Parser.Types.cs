namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <content>The names of types. Types that the dialect has not are read too: the binder refuses them by name, at their CAST.</content>
internal sealed partial class Parser
{
    private TypeName ParseTypeName()
    {
        if (!_cursor.AtName()) throw _cursor.Mismatch("<type>");
        _cursor.Enter();
        var name = _cursor.ExpectName();
        var type = name.Text.ToLowerInvariant() switch
        {
            "interval" => ParseIntervalType(name),
            "varchar" when _cursor.AtSymbol("(") => ParseVarchar(name),
            "double" when _cursor.AcceptWord("PRECISION") => new TypeName(name.Position, "double", []),
            "array" when _cursor.AcceptSymbol("<") => ParseAngleBracketArray(name),
            "time" or "timestamp" => ParseTimeType(name),
            var other => new TypeName(name.Position, other, ParseTypeArguments(name)),
        };
        for (var arrays = 0; _cursor.AcceptWord("ARRAY"); arrays++)
        {
            if (arrays > TokenCursor.MaximumNesting) throw _cursor.TooDeep();
            type = new TypeName(name.Position, "array", [new TypeArgument(null, type)]);
        }

        _cursor.Leave();
        return type;
    }

    private TypeName ParseIntervalType(Name name)
    {
        var from = _cursor.ExpectName().Text;
        _cursor.ExpectWord("TO");
        return new TypeName(name.Position, $"interval {from} to {_cursor.ExpectName().Text}".ToLowerInvariant(), []);
    }

    private TypeName ParseVarchar(Name name)
    {
        _cursor.ExpectSymbol("(");
        if (_cursor.Current.Kind != TokenKind.Integer || !int.TryParse(_cursor.Current.Text, out var length))
            throw _cursor.Mismatch("<integer>");
        _cursor.Next();
        _cursor.ExpectSymbol(")");
        return new TypeName(name.Position, "varchar", []) { Length = length };
    }

    private TypeName ParseAngleBracketArray(Name name)
    {
        var element = ParseTypeName();
        _cursor.ExpectSymbol(">");
        return new TypeName(name.Position, "array", [new TypeArgument(null, element)]);
    }

    /// <summary>A time with a precision or a zone is another type, which the dialect has not.</summary>
    private TypeName ParseTimeType(Name name)
    {
        var arguments = ParseTypeArguments(name);
        var hasZone = _cursor.AtWord("WITH");
        if (hasZone || _cursor.AtWord("WITHOUT"))
        {
            _cursor.Next();
            _cursor.ExpectWord("TIME");
            _cursor.ExpectWord("ZONE");
        }

        var text = name.Text.ToLowerInvariant();
        return new TypeName(name.Position, hasZone ? $"{text} with time zone" : text, arguments);
    }

    private List<TypeArgument> ParseTypeArguments(Name name)
    {
        if (!_cursor.AcceptSymbol("(")) return [];
        var isRow = name.Text.Equals("row", StringComparison.OrdinalIgnoreCase);
        var arguments = ParseList(() => ParseTypeArgument(isRow));
        _cursor.ExpectSymbol(")", "','");
        return arguments;
    }

    private TypeArgument ParseTypeArgument(bool isRow)
    {
        if (!isRow && _cursor.Current.Kind == TokenKind.Integer)
            return new TypeArgument(null, new TypeName(_cursor.Position, _cursor.Next().Text, []));
        var isNamed = isRow && _cursor.AtName() && _cursor.AtName(1);
        return isNamed ? new TypeArgument(_cursor.ExpectName().Text, ParseTypeName()) : new TypeArgument(null, ParseTypeName());
    }
}
