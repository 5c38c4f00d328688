using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions.Arrays;

/// <summary>Functions of arrays that look at or rearrange elements. Positions count from 1.</summary>
internal static class ArrayFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Row("array_join(array(T), varchar) -> varchar", (types, result) => Join(types)(types, result)),
        Row("array_join(array(T), varchar, varchar) -> varchar", (types, result) => JoinWithFiller(types)(types, result)),
        Row("array_max(array(T)) -> T", Lift.Of<object?[], object?>(array => Elements.Best(array, highest: true))),
        Row("array_min(array(T)) -> T", Lift.Of<object?[], object?>(array => Elements.Best(array, highest: false))),
        Row("array_position(array(T), T) -> bigint", Lift.Of<object?[], object, long>(Elements.Position)),
        Row("cardinality(array(T)) -> bigint", Lift.Of<object?[], long>(array => array.Length)),
        Row("cardinality(timeseries(T)) -> bigint", Lift.Of<object?[], long>(series => series.Length)),
        Row("concat(array(T), array(T)...) -> array(T)", Lift.Variadic<object?[], object?[]>(Elements.Concat)),
        Row("concat(array(T), T) -> array(T)", Lift.Of<object?[], object, object?[]>((array, element) => Elements.Concat([array, [element]]))),
        Row("concat(T, array(T)) -> array(T)", Lift.Of<object, object?[], object?[]>((element, array) => Elements.Concat([[element], array]))),
        Row("contains(array(T), T) -> boolean", Lift.Maybe<object?[], object, bool>(Elements.Contains)),
        Row("element_at(array(T), bigint) -> T", Lift.Of<object?[], long, object?>(Elements.At)),
        Row("repeat(T, bigint) -> array(T)", (_, result) => (arguments, count, _) => Repeat(arguments, count, result)),
        Row("reverse(array(T)) -> array(T)", Lift.Of<object?[], object?[]>(array => [.. array.Reverse()])),
        Row("shuffle(array(T)) -> array(T)", Lift.Of<object?[], object?[]>(Elements.Shuffle)),
        Row("slice(array(T), bigint, bigint) -> array(T)", Lift.Of<object?[], long, long, object?[]>(Elements.Slice)),
        Row("zip(array(A), array(B)) -> array(row(A, B))", Lift.Variadic<object?[], object?[]>(Elements.Zip)),
        Row("zip(array(A), array(B), array(C)) -> array(row(A, B, C))", Lift.Variadic<object?[], object?[]>(Elements.Zip)),
        Row("zip(array(A), array(B), array(C), array(D)) -> array(row(A, B, C, D))", Lift.Variadic<object?[], object?[]>(Elements.Zip)),
        Row("zip(array(A), array(B), array(C), array(D), array(E)) -> array(row(A, B, C, D, E))",
            Lift.Variadic<object?[], object?[]>(Elements.Zip)),
    ];

    /// <summary><c>array[i]</c>, which unlike <c>element_at</c> fails outside the array.</summary>
    /// <exception cref="SqlException">The value is no array, or the subscript no integer.</exception>
    public static ResolvedFunction Subscript(SqlType value, SqlType subscript, SourcePosition at)
    {
        if (value is not ArrayType array || !Coercion.CanCoerce(subscript, SqlType.BigInt))
            throw new SqlException(at, $"Cannot use {subscript} for subscript of {value}");
        IReadOnlyList<SqlType> parameters = [array, SqlType.BigInt];
        return new ResolvedFunction(
            "[]", parameters, array.Element, Lift.Of<object?[], long, object?>(Elements.Subscript)(parameters, array.Element));
    }

    private static FunctionBinding Join(IReadOnlyList<SqlType> types)
    {
        var text = Elements.Text(((ArrayType)types[0]).Element);
        return Lift.Of<object?[], string, string>((array, separator) => Elements.Join(array, separator, null, text));
    }

    private static FunctionBinding JoinWithFiller(IReadOnlyList<SqlType> types)
    {
        var text = Elements.Text(((ArrayType)types[0]).Element);
        return Lift.Of<object?[], string, string, string>((array, separator, filler) => Elements.Join(array, separator, filler, text));
    }

    private static Vector Repeat(Vector[] arguments, int count, SqlType result)
    {
        var times = Columns.Values<long>(arguments[1]);
        var results = new object?[count][];
        for (var i = 0; i < count; i++)
        {
            if (arguments[1].IsNull(i)) continue;
            results[i] = new object?[Elements.CheckCount("repeat", times[i])];
            Array.Fill(results[i], arguments[0][i]);
        }
        return Columns.Build(result, results, count, arguments[1].Nulls);
    }

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.Array, signature, bind);
}
