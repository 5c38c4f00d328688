using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>Scalar values to look others up in, as IN does: a NULL among them makes every miss unknown, and NaN equals nothing.</summary>
internal sealed class ValueSet
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<long> _integers = [];
    private readonly HashSet<object?> _others = new(ValueComparer.Instance);
    private readonly bool _hasNull;
    private readonly bool _isEmpty = true;

    public ValueSet(IEnumerable<object?> values)
    {
        foreach (var value in values)
        {
            _isEmpty = false;
            if (value is null) _hasNull = true;
            else if (value is string text) _texts.Add(text);
            else if (value is long integer) _integers.Add(integer);
            else if (value is not double.NaN) _others.Add(value);
        }
    }

    /// <summary>For every row whether its value is among these.</summary>
    public BooleanVector Contains(Vector vector)
    {
        var found = new bool[vector.Count];
        bool[]? unknown = null;
        for (var row = 0; row < found.Length; row++)
        {
            var isNull = vector.IsNull(row);
            found[row] = !isNull && Has(vector, row);
            if (!found[row] && !_isEmpty && (isNull || _hasNull)) (unknown ??= new bool[found.Length])[row] = true;
        }

        return new BooleanVector(SqlType.Boolean, found, found.Length, unknown);
    }

    private bool Has(Vector vector, int row) => vector switch
    {
        TextVector v => _texts.Contains(v.Values[row]),
        Int64Vector v => _integers.Contains(v.Values[row]),
        DoubleVector v => !double.IsNaN(v.Values[row]) && _others.Contains(v.Values[row]),
        _ => _others.Contains(vector[row]),
    };
}
