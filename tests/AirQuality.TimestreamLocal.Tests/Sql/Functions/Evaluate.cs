using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions;

/// <summary>A value of a type of the dialect.</summary>
internal sealed record Typed(SqlType Type, object? Value);

/// <summary>Calls functions, operators, casts and aggregates as a query would: resolved by type, arguments coerced, run over a batch.</summary>
internal static class Evaluate
{
    /// <summary>2020-08-08 13:45:56.789 UTC.</summary>
    public const long NowNs = 1_596_894_356_789_000_000;

    private static readonly SourcePosition At = new(1, 8);
    private static readonly QueryContext Context = new(NowNs, CancellationToken.None);

    /// <summary>A function's result as <c>type: text</c>.</summary>
    public static string Function(string name, params object?[] arguments)
    {
        var typed = Array.ConvertAll(arguments, Value);
        return Run(FunctionTable.Resolve(name, [.. typed.Select(argument => argument.Type)], At), typed);
    }

    /// <summary>A binary operator's result.</summary>
    public static string Operator(object? left, string symbol, object? right)
    {
        var (a, b) = (Value(left), Value(right));
        return Run(Operators.Binary(symbol, a.Type, b.Type, At), a, b);
    }

    /// <summary>A sign's result.</summary>
    public static string Sign(string symbol, object? operand) => Run(Operators.Unary(symbol, Value(operand).Type, At), Value(operand));

    /// <summary>A cast's result.</summary>
    public static string Cast(object? value, SqlType to) => Run(Casts.Cast(Value(value).Type, to, isTry: false, At), Value(value));

    /// <summary>A TRY_CAST's result.</summary>
    public static string TryCast(object? value, SqlType to) => Run(Casts.Cast(Value(value).Type, to, isTry: true, At), Value(value));

    /// <summary>An aggregate's result over rows; each row holds its arguments.</summary>
    public static string Aggregate(string name, params object?[][] rows) => Text(Aggregated(name, rows));

    /// <summary>An aggregate's result over the values of one argument.</summary>
    public static string AggregateOf(string name, params object?[] values) => Aggregate(name, [.. values.Select(value => new[] { value })]);

    /// <summary>An aggregate's result, boxed.</summary>
    public static Typed Aggregated(string name, object?[][] rows)
    {
        var columns = new Typed[rows.Length == 0 ? 0 : rows[0].Length][];
        for (var c = 0; c < columns.Length; c++) columns[c] = [.. rows.Select(row => Value(row[c]))];
        var types = columns.Select(column => column.Select(value => value.Type).Aggregate((a, b) => Coercion.CommonType(a, b)!)).ToList();
        return Aggregated(name, types, columns, rows.Length);
    }

    /// <summary>An aggregate's result over no row at all.</summary>
    public static string AggregateOfNothing(string name, params SqlType[] types) =>
        Text(Aggregated(name, types, [.. types.Select(_ => Array.Empty<Typed>())], 0));

    /// <summary>The message of what fails at run time or at resolving.</summary>
    public static string Failure(Func<object?> action) => Assert.Throws<SqlException>(action).Message;

    /// <summary>A value: .NET's own types stand for those of literals.</summary>
    public static Typed Value(object? value) => value switch
    {
        Typed typed => typed,
        null => new Typed(SqlType.Unknown, null),
        int number => new Typed(SqlType.Integer, (long)number),
        long number => new Typed(SqlType.BigInt, number),
        double number => new Typed(SqlType.Double, number),
        string text => new Typed(SqlType.Varchar, text),
        bool flag => new Typed(SqlType.Boolean, flag),
        _ => throw new ArgumentException($"No literal of {value.GetType()}", nameof(value)),
    };

    public static Typed Null(SqlType type) => new(type, null);

    public static Typed Timestamp(string text) =>
        Literals.TryTimestamp(text, out var ns) ? new Typed(SqlType.Timestamp, ns) : throw new ArgumentException(text);

    public static Typed Date(string text) =>
        Literals.TryDate(text, out var days) ? new Typed(SqlType.Date, days) : throw new ArgumentException(text);

    public static Typed Time(string text) =>
        Literals.TryTime(text, out var ns) ? new Typed(SqlType.Time, ns) : throw new ArgumentException(text);

    public static Typed Interval(string number, string unit) =>
        Literals.TryInterval(number, unit, out var type, out var amount) ? new Typed(type, amount) : throw new ArgumentException(number + unit);

    public static Typed List(params object?[] elements)
    {
        var typed = Array.ConvertAll(elements, Value);
        var type = typed.Select(element => element.Type).Aggregate(SqlType.Unknown, (a, b) => Coercion.CommonType(a, b)!);
        return new Typed(new ArrayType(type), typed.Select(element => ValueAs(type, element)).ToArray());
    }

    public static Typed Record(params object?[] fields)
    {
        var typed = Array.ConvertAll(fields, Value);
        var type = new RowType([.. typed.Select(field => new RowField(null, field.Type))]);
        return new Typed(type, typed.Select(field => field.Value).ToArray());
    }

    /// <summary>A series from pairs of a timestamp's text and a value.</summary>
    public static Typed SeriesOf(params (string Time, double Value)[] points) => new(
        new TimeSeriesType(SqlType.Double),
        points.Select(object? (point) => new SeriesPoint((long)Timestamp(point.Time).Value!, point.Value)).ToArray());

    /// <summary><c>type: text</c>, with brackets round arrays and parentheses round rows.</summary>
    public static string Text(Typed value) => $"{value.Type}: {Text(value.Type, value.Value)}";

    private static string Text(SqlType type, object? value) => (type, value) switch
    {
        (_, null) => "NULL",
        (ArrayType array, object?[] elements) => $"[{string.Join(", ", elements.Select(element => Text(array.Element, element)))}]",
        (RowType row, object?[] fields) => $"({string.Join(", ", fields.Select((field, i) => Text(row.Fields[i].Type, field)))})",
        (TimeSeriesType series, object?[] points) =>
            $"[{string.Join(", ", points.Cast<SeriesPoint>().Select(point => Text(series, point)))}]",
        _ => ResultText.Format(type, value),
    };

    private static string Text(TimeSeriesType series, SeriesPoint point) =>
        $"{ResultText.Timestamp(point.TimeNs)} {Text(series.Value, point.Value)}";

    // Three rows, the middle one NULL in every argument: the first and last must agree, and the middle one must not disturb them.
    private static string Run(ResolvedFunction function, params Typed[] arguments)
    {
        var columns = arguments
            .Select((argument, i) => Coerced(argument.Type, function.ParameterTypes[i], [argument.Value, null, argument.Value]))
            .ToArray();
        var result = function.Evaluate(columns, 3, Context);
        var volatileFunction = function.Name is "random" or "rand" or "shuffle";
        if (!volatileFunction) Assert.True(ValueComparer.Equal(result[0], result[2]));
        Assert.Equal(function.ResultType, result.Type);
        return Text(new Typed(function.ResultType, result[0]));
    }

    private static Typed Aggregated(string name, IReadOnlyList<SqlType> types, Typed[][] columns, int count)
    {
        var aggregate = AggregateTable.Resolve(name, types, At);
        var vectors = columns
            .Select((column, i) => Coerced(types[i], aggregate.ParameterTypes[i], [.. column.Select(value => ValueAs(types[i], value))]))
            .ToArray();
        var accumulator = aggregate.Create();
        for (var row = 0; row < count; row++) accumulator.Add(vectors, row);
        return new Typed(aggregate.ResultType, accumulator.Result());
    }

    private static object? ValueAs(SqlType type, Typed value) => Coerced(value.Type, type, [value.Value])[0];

    private static Vector Coerced(SqlType from, SqlType to, object?[] values) =>
        Casts.Cast(from, to, isTry: false, At).Evaluate([Columns.FromObjects(from, values, values.Length)], values.Length, Context);
}
