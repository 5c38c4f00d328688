using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>One column of a batch while it is filled. A row that was not set is NULL.</summary>
internal sealed class ColumnBuffer(SqlType type)
{
    private readonly ScalarKind _kind = ((ScalarType)type).Kind;
    private bool[]? _set;
    private double[]? _doubles;
    private long[]? _longs;
    private bool[]? _booleans;
    private string[]? _texts;
    private int _count;

    /// <summary>Sets a number, truth value or time; a DOUBLE as its bits.</summary>
    public void Set(int row, long bits)
    {
        Mark(row);
        switch (_kind)
        {
            case ScalarKind.Double:
                (_doubles ??= new double[Batch.TargetRows])[row] = BitConverter.Int64BitsToDouble(bits);
                break;
            case ScalarKind.Boolean:
                (_booleans ??= new bool[Batch.TargetRows])[row] = bits != 0;
                break;
            default:
                (_longs ??= new long[Batch.TargetRows])[row] = bits;
                break;
        }
    }

    /// <summary>Sets a text.</summary>
    public void Set(int row, string text)
    {
        Mark(row);
        (_texts ??= new string[Batch.TargetRows])[row] = text;
    }

    /// <summary>Gives the first <paramref name="count"/> rows as a vector that owns its arrays, and starts anew.</summary>
    public Vector Finish(int count)
    {
        bool[]? nulls = _count == count ? null : Nulls(count);
        Vector vector = _kind switch
        {
            ScalarKind.Double => new DoubleVector(type, _doubles ?? new double[count], count, nulls),
            ScalarKind.Boolean => new BooleanVector(type, _booleans ?? new bool[count], count, nulls),
            ScalarKind.Varchar => new TextVector(type, _texts ?? new string[count], count, nulls),
            _ => new Int64Vector(type, _longs ?? new long[count], count, nulls),
        };
        (_set, _doubles, _longs, _booleans, _texts, _count) = (null, null, null, null, null, 0);
        return vector;
    }

    private void Mark(int row)
    {
        (_set ??= new bool[Batch.TargetRows])[row] = true;
        _count++;
    }

    private bool[] Nulls(int count)
    {
        var nulls = new bool[Batch.TargetRows];
        for (int row = 0; row < count; row++)
            nulls[row] = _set is null || !_set[row];
        return nulls;
    }
}
