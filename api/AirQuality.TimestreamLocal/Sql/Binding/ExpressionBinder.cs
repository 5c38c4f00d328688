using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>Expressions as written to expressions with types. Here operators and literals; in the other parts names, predicates, choices,
/// calls, aggregates, windows, lambdas and subqueries.</summary>
internal sealed partial class ExpressionBinder(BinderContext context, Scope scope, NamedQueries? queries)
{
    /// <summary>Where the SELECT begins that the expressions stand in: some errors about windows point there.</summary>
    public SourcePosition QueryPosition { get; init; } = new(1, 1);

    /// <summary>Whether the expressions are the body of a lambda, which cannot hold subqueries.</summary>
    public bool IsInLambda { get; init; }

    public BoundExpression Bind(Expression expression)
    {
        context.Enter(expression.Position);
        var bound = BindNode(expression);
        context.Leave();
        return bound;
    }

    /// <summary>A condition of a clause, which must be BOOLEAN.</summary>
    public BoundExpression BindCondition(Expression expression, string clause) =>
        Bind(expression).AsBoolean(expression.Position, type => $"{clause} must evaluate to a boolean: actual type {type}");

    private BoundExpression BindNode(Expression expression) => expression switch
    {
        Literal literal => new ConstantExpression(literal.Type, literal.Value),
        TypedLiteral literal => BindTypedLiteral(literal),
        IntervalLiteral literal => BindInterval(literal),
        Parameter parameter => BindParameter(parameter),
        Identifier or Dereference => BindName(expression),
        Unary unary => BindUnary(unary),
        Binary binary => BindBinary(binary),
        Logical logical => BindLogical(logical),
        Not not => new NotExpression(Bind(not.Operand).AsBoolean(
            not.Operand.Position, type => $"Value of logical NOT expression must evaluate to a boolean (actual: {type})")),
        IsNull isNull => new IsNullExpression(Bind(isNull.Operand)),
        Between between => BindBetween(between),
        InList list => BindInList(list),
        Like like => BindLike(like),
        Case choice => BindCase(choice),
        Cast cast => BindCast(cast),
        Extract extract => BindExtract(extract),
        RowConstructor row => BindRow(row),
        ArrayConstructor array => BindArray(array),
        Subscript subscript => BindSubscript(subscript),
        Call call => BindCall(call),
        Exists or ScalarSubquery or InSubquery or Quantified => BindSubquery(expression),
        Lambda =>
            throw new SqlException(expression.Position, "A lambda can only be an argument of transform, filter, reduce or regexp_replace"),
        _ => throw new InvalidOperationException($"Unknown expression {expression.GetType()}"),
    };

    private static BoundExpression BindTypedLiteral(TypedLiteral literal)
    {
        var name = literal.TypeName.ToLowerInvariant();
        long? value = name switch
        {
            "timestamp" => Literals.TryTimestamp(literal.Text, out var ns) ? ns : null,
            "date" => Literals.TryDate(literal.Text, out var days) ? days : null,
            "time" => Literals.TryTime(literal.Text, out var ns) ? ns : null,
            _ => null,
        };
        var type = TypeNames.Resolve(new TypeName(literal.Position, name, []), literal.Position);
        if (value is not null) return new ConstantExpression(type, value);
        if (name is "timestamp" or "date" or "time")
            throw new SqlException(literal.Position, $"'{literal.Text}' is not a valid {name} literal");
        return new ConstantExpression(SqlType.Varchar, literal.Text).To(type, literal.Position);
    }

    private static ConstantExpression BindInterval(IntervalLiteral literal) =>
        Literals.TryInterval(literal.Text, literal.Unit, out var type, out var amount)
            ? new ConstantExpression(type, amount)
            : throw new SqlException(literal.Position, $"'{literal.Text}' is not a valid interval of unit {literal.Unit}");

    private ParameterExpression BindParameter(Parameter parameter) => context.Parameters?.Bind(parameter)
        ?? throw new SqlException(
            parameter.Position, $"Parameter '@{parameter.Name}' has no value: Query takes none, so write the value into the query");

    private BoundExpression BindUnary(Unary unary)
    {
        var operand = Bind(unary.Operand);
        if (operand is ConstantExpression { Value: null } && operand.Type == SqlType.Unknown)
            throw new SqlException(unary.Position, $"'{unary.Symbol}' of a NULL may be a number or an interval; give it a type with CAST");
        if (operand.Type == SqlType.Unknown) return operand;
        var function = Operators.Unary(unary.Symbol, operand.Type, unary.Position);
        return Coercions.Folded(new CallExpression(function, [operand.To(function.ParameterTypes[0], unary.Position)]));
    }

    private BoundExpression BindBinary(Binary binary)
    {
        var (left, right) = (Bind(binary.Left), Bind(binary.Right));
        return Coercions.Call(Operators.Binary(binary.Symbol, left.Type, right.Type, binary.Position), [left, right], binary.Position);
    }

    private LogicalExpression BindLogical(Logical logical)
    {
        var operands = new List<BoundExpression>();
        foreach (var operand in logical.Operands)
        {
            var side = operands.Count == 0 ? "Left" : "Right";
            operands.Add(Bind(operand).AsBoolean(
                operand.Position, type => $"{side} side of logical expression must evaluate to a boolean (actual: {type})"));
        }

        return new LogicalExpression(logical.IsAnd, operands);
    }

    private CallExpression BindCast(Cast cast)
    {
        var operand = Bind(cast.Operand);
        var type = TypeNames.Resolve(cast.Type, cast.Position);
        var converted = new CallExpression(Casts.Cast(operand.Type, type, cast.IsTry, cast.Position), [operand]);
        return cast.Type.Length is { } length && operand.Type == SqlType.Varchar
            ? new CallExpression(Casts.Shorten(length) with { Name = $"varchar({length})" }, [converted])
            : converted;
    }

    /// <summary><c>EXTRACT(HOUR FROM x)</c> is <c>hour(x)</c> for an x that already has the type; its errors point at x.</summary>
    private BoundExpression BindExtract(Extract extract)
    {
        var operand = Bind(extract.Operand);
        var at = extract.Operand.Position;
        if (!ExtractFields.Contains(extract.Field)) throw new SqlException(extract.Position, $"Invalid EXTRACT field: {extract.Field}");
        return FunctionTable.FindExact(extract.Field, operand.Type) is { } function
            ? Coercions.Call(function, [operand], at)
            : throw new SqlException(at, $"Cannot extract {extract.Field.ToUpperInvariant()} from {operand.Type}");
    }

    private static readonly HashSet<string> ExtractFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "year", "quarter", "month", "week", "day", "day_of_month", "day_of_week", "dow", "day_of_year", "doy", "year_of_week", "yow",
        "hour", "minute", "second",
    };

    private ConstructorExpression BindRow(RowConstructor row)
    {
        var fields = row.Fields.Select(Bind).ToList();
        return new ConstructorExpression(new RowType([.. fields.Select(field => new RowField(null, field.Type))]), fields);
    }

    private ConstructorExpression BindArray(ArrayConstructor array)
    {
        var items = array.Items.Select(Bind).ToList();
        var element = CommonType(items, array.Items, type => $"All ARRAY elements must be the same type: {type}");
        return new ConstructorExpression(new ArrayType(element), [.. items.Select(item => item.To(element, array.Position))]);
    }

    private BoundExpression BindSubscript(Subscript subscript)
    {
        var collection = Bind(subscript.Base);
        if (collection.Type is RowType row) return BindField(collection, row, subscript.Index);
        var index = Bind(subscript.Index);
        if (collection.Type is not ArrayType array || !Coercion.CanCoerce(index.Type, SqlType.BigInt))
            throw new SqlException(subscript.Position, $"Cannot use {index.Type} for subscript of {collection.Type}");
        return new SubscriptExpression(array.Element, collection, index.To(SqlType.BigInt, subscript.Index.Position));
    }

    /// <summary>A row's field by its number, which must be written as one: the type depends on it.</summary>
    private static FieldExpression BindField(BoundExpression collection, RowType row, Expression index)
    {
        if (index is not Literal { Value: long number })
            throw new SqlException(index.Position, "Subscript expression on ROW requires a constant index");
        return number >= 1 && number <= row.Fields.Count
            ? new FieldExpression(row.Fields[(int)number - 1].Type, collection, (int)number - 1)
            : throw new SqlException(index.Position, $"Subscript index out of bounds: {number}; the fields of {row} count from 1");
    }

    /// <summary>The type that all can have.</summary>
    /// <exception cref="SqlException">There is none; the message names the type so far, the place is that of the first misfit.</exception>
    private static SqlType CommonType(List<BoundExpression> bound, IReadOnlyList<Expression> written, Func<SqlType, string> message)
    {
        var type = SqlType.Unknown;
        for (var i = 0; i < bound.Count; i++)
            type = Coercion.CommonType(type, bound[i].Type) ?? throw new SqlException(written[i].Position, message(type));
        return type;
    }
}
