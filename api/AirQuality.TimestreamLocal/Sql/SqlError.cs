namespace AirQuality.TimestreamLocal.Sql;

/// <summary>Where something stands in a query's text; both count from 1.</summary>
/// <param name="Line">Line.</param>
/// <param name="Column">Column, in characters.</param>
public readonly record struct SourcePosition(int Line, int Column)
{
    /// <summary>The place of the next character.</summary>
    internal SourcePosition Next => this with { Column = Column + 1 };

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"line {Line}:{Column}");
}

/// <summary>A query that cannot be answered; becomes a ValidationException of the Query API.</summary>
public sealed class SqlException : Exception
{
    /// <summary>An error at run time, which has no place in the text (as in engines of the Presto family).</summary>
    public SqlException(string message) : base(message) { }

    /// <summary>An error of syntax, name or type: the message begins with its place, <c>line 1:8: …</c>.</summary>
    public SqlException(SourcePosition position, string message) : base($"{position}: {message}") => Position = position;

    /// <summary>The place, where there is one.</summary>
    public SourcePosition? Position { get; init; }

    /// <summary>Whether the grammar has no rule for the token at the place.</summary>
    internal bool IsMismatch { get; init; }
}
