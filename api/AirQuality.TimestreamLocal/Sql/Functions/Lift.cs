using AirQuality.TimestreamLocal.Sql.Functions.Texts;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Turns a plain function of values into one of vectors: NULL where any argument is NULL, and where a reference result is null.
/// The machine types are those of <see cref="Columns"/>.</summary>
internal static class Lift
{
    /// <summary>A function of nothing.</summary>
    public static FunctionBinding Of<TResult>(Func<TResult> function) =>
        WithContext(_ => function());

    /// <summary>A function of the query's context.</summary>
    public static FunctionBinding WithContext<TResult>(Func<QueryContext, TResult> function) => (_, type) => (_, count, context) =>
    {
        var results = new TResult[count];
        var texts = default(TextTotal);
        for (var i = 0; i < count; i++) results[i] = texts.Counted(function(context));
        return Columns.Build(type, results, count, null);
    };

    /// <summary>A function of one value and the query's context.</summary>
    public static FunctionBinding WithContext<T, TResult>(Func<T, QueryContext, TResult> function) =>
        (parameters, type) => (arguments, count, context) =>
            Of<T, TResult>(value => function(value, context))(parameters, type)(arguments, count, context);

    /// <summary>A function of one value.</summary>
    public static FunctionBinding Of<T, TResult>(Func<T, TResult> function) => (_, type) => (arguments, count, _) =>
    {
        var values = Columns.Values<T>(arguments[0]);
        var nulls = arguments[0].Nulls;
        var results = new TResult[count];
        var texts = default(TextTotal);
        for (var i = 0; i < count; i++)
            if (nulls is null || !nulls[i]) results[i] = texts.Counted(function(values[i]));
        return Columns.Build(type, results, count, nulls);
    };

    /// <summary>A function of two values.</summary>
    public static FunctionBinding Of<T1, T2, TResult>(Func<T1, T2, TResult> function) => (_, type) => (arguments, count, _) =>
    {
        var (first, second) = (Columns.Values<T1>(arguments[0]), Columns.Values<T2>(arguments[1]));
        var nulls = Columns.AnyNull(arguments, count);
        var results = new TResult[count];
        var texts = default(TextTotal);
        for (var i = 0; i < count; i++)
            if (nulls is null || !nulls[i]) results[i] = texts.Counted(function(first[i], second[i]));
        return Columns.Build(type, results, count, nulls);
    };

    /// <summary>A function of three values.</summary>
    public static FunctionBinding Of<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function) => (_, type) => (arguments, count, _) =>
    {
        var (first, second, third) =
            (Columns.Values<T1>(arguments[0]), Columns.Values<T2>(arguments[1]), Columns.Values<T3>(arguments[2]));
        var nulls = Columns.AnyNull(arguments, count);
        var results = new TResult[count];
        var texts = default(TextTotal);
        for (var i = 0; i < count; i++)
            if (nulls is null || !nulls[i]) results[i] = texts.Counted(function(first[i], second[i], third[i]));
        return Columns.Build(type, results, count, nulls);
    };

    /// <summary>A function of any number of values of one machine type; it gets a scratch array, and must not keep it.</summary>
    public static FunctionBinding Variadic<T, TResult>(Func<T[], TResult> function) => (_, type) => (arguments, count, _) =>
    {
        var columns = Array.ConvertAll(arguments, Columns.Values<T>);
        var nulls = Columns.AnyNull(arguments, count);
        var results = new TResult[count];
        var texts = default(TextTotal);
        var row = new T[columns.Length];
        for (var i = 0; i < count; i++)
        {
            if (nulls is not null && nulls[i]) continue;
            for (var c = 0; c < row.Length; c++) row[c] = columns[c][i];
            results[i] = texts.Counted(function(row));
        }
        return Columns.Build(type, results, count, nulls);
    };

    /// <summary>A function of one value that may give none.</summary>
    public static FunctionBinding Maybe<T, TResult>(Func<T, TResult?> function) where TResult : struct =>
        (_, type) => (arguments, count, _) =>
        {
            var values = Columns.Values<T>(arguments[0]);
            bool[]? nulls = null;
            var results = new TResult[count];
            for (var i = 0; i < count; i++)
            {
                var result = arguments[0].IsNull(i) ? null : function(values[i]);
                if (result is { } value) results[i] = value;
                else (nulls ??= new bool[count])[i] = true;
            }
            return Columns.Build(type, results, count, nulls);
        };

    /// <summary>A function of two values that may give none.</summary>
    public static FunctionBinding Maybe<T1, T2, TResult>(Func<T1, T2, TResult?> function) where TResult : struct =>
        (_, type) => (arguments, count, _) =>
        {
            var (first, second) = (Columns.Values<T1>(arguments[0]), Columns.Values<T2>(arguments[1]));
            var given = Columns.AnyNull(arguments, count);
            bool[]? nulls = null;
            var results = new TResult[count];
            for (var i = 0; i < count; i++)
            {
                var result = given is not null && given[i] ? null : function(first[i], second[i]);
                if (result is { } value) results[i] = value;
                else (nulls ??= new bool[count])[i] = true;
            }
            return Columns.Build(type, results, count, nulls);
        };
}
