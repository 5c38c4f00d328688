using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>The named parameters of a query and what the places they stand at say of their types. A parameter is bound as an untyped
/// NULL is, so that wherever a NULL would be coerced the parameter learns its type; where nothing coerces it stays UNKNOWN, as in
/// DESCRIBE INPUT of engines of the family.</summary>
internal sealed class OpenParameters
{
    private readonly Dictionary<string, (SourcePosition First, SqlType Type)> _parameters = new(StringComparer.Ordinal);

    /// <summary>Names and types, in the order in which the text names them first.</summary>
    public IReadOnlyList<ResultColumn> All =>
    [
        .. _parameters.OrderBy(parameter => (parameter.Value.First.Line, parameter.Value.First.Column))
            .Select(parameter => new ResultColumn(parameter.Key, parameter.Value.Type)),
    ];

    /// <summary>A parameter at one of its places.</summary>
    public ParameterExpression Bind(Parameter written)
    {
        var (at, name) = (written.Position, written.Name);
        var known = _parameters.GetValueOrDefault(name, (First: at, Type: SqlType.Unknown));
        var isEarlier = (at.Line, at.Column).CompareTo((known.First.Line, known.First.Column)) < 0;
        _parameters[name] = (isEarlier ? at : known.First, known.Type);
        return new ParameterExpression(this, name, SqlType.Unknown);
    }

    /// <summary>A place wants a type. Of two the parameter has the one that may stand for the other, so that a value of it fits both
    /// places.</summary>
    /// <exception cref="SqlException">No value fits both.</exception>
    public void Learn(string name, SqlType type, SourcePosition at)
    {
        var (first, known) = _parameters[name];
        if (known != SqlType.Unknown && Coercion.CanCoerce(known, type)) return;
        if (known != SqlType.Unknown && !Coercion.CanCoerce(type, known))
            throw new SqlException(at, $"Parameter '@{name}' stands for {known} in one place and for {type} in another");
        _parameters[name] = (first, type);
    }
}
