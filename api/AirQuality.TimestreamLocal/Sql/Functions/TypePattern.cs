using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>A type with holes: what a signature says of a parameter or a result.</summary>
internal abstract record TypePattern
{
    /// <summary>Learns from an argument what the variables stand for; false where the argument can never fit.</summary>
    public abstract bool Learn(SqlType argument, Dictionary<string, SqlType> variables);

    /// <summary>The type, with the variables filled in (UNKNOWN where an untyped NULL taught nothing).</summary>
    public abstract SqlType Fill(Dictionary<string, SqlType> variables);
}

/// <summary>One certain type.</summary>
internal sealed record ExactPattern(SqlType Type) : TypePattern
{
    public override bool Learn(SqlType argument, Dictionary<string, SqlType> variables) => true;

    public override SqlType Fill(Dictionary<string, SqlType> variables) => Type;

    public override string ToString() => Type.DisplayName;
}

/// <summary>Any type; the same name is the same type everywhere in a signature.</summary>
internal sealed record VariablePattern(string Name) : TypePattern
{
    public override bool Learn(SqlType argument, Dictionary<string, SqlType> variables)
    {
        var type = variables.TryGetValue(Name, out var known) ? Coercion.CommonType(known, argument) : argument;
        if (type is null) return false;
        variables[Name] = type;
        return true;
    }

    public override SqlType Fill(Dictionary<string, SqlType> variables) => variables.GetValueOrDefault(Name, SqlType.Unknown);

    public override string ToString() => Name;
}

/// <summary>An array.</summary>
internal sealed record ArrayPattern(TypePattern Element) : TypePattern
{
    public override bool Learn(SqlType argument, Dictionary<string, SqlType> variables) =>
        argument == SqlType.Unknown || (argument is ArrayType array && Element.Learn(array.Element, variables));

    public override SqlType Fill(Dictionary<string, SqlType> variables) => new ArrayType(Element.Fill(variables));

    public override string ToString() => $"array({Element})";
}

/// <summary>A time series.</summary>
internal sealed record TimeSeriesPattern(TypePattern Value) : TypePattern
{
    public override bool Learn(SqlType argument, Dictionary<string, SqlType> variables) =>
        argument == SqlType.Unknown || (argument is TimeSeriesType series && Value.Learn(series.Value, variables));

    public override SqlType Fill(Dictionary<string, SqlType> variables) => new TimeSeriesType(Value.Fill(variables));

    public override string ToString() => $"timeseries({Value})";
}

/// <summary>A row of unnamed fields; stands in results only.</summary>
internal sealed record RowPattern(IReadOnlyList<TypePattern> Fields) : TypePattern
{
    public override bool Learn(SqlType argument, Dictionary<string, SqlType> variables) => false;

    public override SqlType Fill(Dictionary<string, SqlType> variables) =>
        new RowType([.. Fields.Select(field => new RowField(null, field.Fill(variables)))]);

    public override string ToString() => $"row({string.Join(", ", Fields)})";
}
