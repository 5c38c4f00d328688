using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>A column that names can mean.</summary>
/// <param name="Qualifier">What may stand before it: database and table, or an alias; empty where nothing may.</param>
/// <param name="Name">Its name; null for an expression that was given none.</param>
/// <param name="Value">It, as an expression over the rows of its relation.</param>
internal sealed record Field(IReadOnlyList<string> Qualifier, string? Name, BoundExpression Value)
{
    /// <summary>Where it comes from.</summary>
    public ColumnOrigin Origin { get; init; }

    public bool Matches(IReadOnlyList<string> qualifier, string name) =>
        string.Equals(Name, name, StringComparison.Ordinal) && EndsWith(Qualifier, qualifier);

    /// <summary>Whether <c>t</c> or <c>db.t</c> means the relation it comes from.</summary>
    public bool IsFrom(IReadOnlyList<string> qualifier) => qualifier.Count == 0 || (Qualifier.Count > 0 && EndsWith(Qualifier, qualifier));

    private static bool EndsWith(IReadOnlyList<string> whole, IReadOnlyList<string> end) =>
        end.Count <= whole.Count && whole.Skip(whole.Count - end.Count).SequenceEqual(end);
}

/// <summary>The names that an expression can use: the columns of a relation, select aliases where they count, and what lies
/// outside.</summary>
/// <param name="relation">The rows that expressions are computed over.</param>
/// <param name="outer">The scope around a subquery or a lambda.</param>
internal sealed class Scope(Relation relation, Scope? outer)
{
    private readonly List<BoundExpression> _captures = [];
    private readonly List<string> _captureKeys = [];

    public Relation Relation => relation;

    /// <summary>Whether it runs apart from the rows outside, as a subquery and a lambda do: what it takes from them is handed in.</summary>
    public bool IsBoundary { get; init; }

    /// <summary>Names that win over columns, as select aliases do in ORDER BY.</summary>
    public IReadOnlyList<Field> Aliases { get; init; } = [];

    /// <summary>Where names have meant one of the aliases, in the order of the text.</summary>
    public List<SourcePosition> AliasUses { get; } = [];

    /// <summary>What names have meant outside, as expressions over the rows there.</summary>
    public IReadOnlyList<BoundExpression> Captures => _captures;

    /// <summary>What a name means; null where it means nothing.</summary>
    /// <exception cref="SqlException">It means several columns.</exception>
    public BoundExpression? Resolve(IReadOnlyList<string> qualifier, string name, SourcePosition at)
    {
        if (qualifier.Count == 0 && Single(Aliases, qualifier, name, at, allowsEqual: false) is { } alias)
        {
            AliasUses.Add(at);
            return alias.Value;
        }

        if (Single(relation.Fields, qualifier, name, at, allowsEqual: true) is { } field) return relation.Use(field, at);
        var found = outer?.Resolve(qualifier, name, at);
        return found is not null && IsBoundary ? Capture(found) : found;
    }

    /// <summary>Begins with what another scope captured, in its order, so that both can be handed the same values.</summary>
    public void Precapture(BoundExpression found) => Capture(found);

    private OuterColumnExpression Capture(BoundExpression found)
    {
        var key = found.Key();
        var index = _captureKeys.IndexOf(key);
        if (index < 0)
        {
            index = _captures.Count;
            _captures.Add(found);
            _captureKeys.Add(key);
        }

        return new OuterColumnExpression(found.Type, index);
    }

    private static Field? Single(
        IReadOnlyList<Field> fields, IReadOnlyList<string> qualifier, string name, SourcePosition at, bool allowsEqual)
    {
        Field? found = null;
        foreach (var field in fields)
        {
            if (!field.Matches(qualifier, name)) continue;
            if (found is not null && !(allowsEqual && found.Value.Key() == field.Value.Key()))
                throw new SqlException(at, $"Column '{name}' is ambiguous");
            found = field;
        }

        return found;
    }
}
