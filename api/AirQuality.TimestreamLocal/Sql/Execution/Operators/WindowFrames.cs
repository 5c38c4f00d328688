using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>Which places of a partition a frame covers.</summary>
internal static class WindowFrames
{
    /// <summary>First and last place, both within the partition; an empty frame has its end before its start.</summary>
    public static (int Start, int End) Bounds(FrameShape frame, WindowPartition partition, int place)
    {
        var last = partition.Rows.Length - 1;
        var next = 0;
        var start = Place(frame, frame.Start, partition, place, isStart: true, ref next);
        var end = Place(frame, frame.End, partition, place, isStart: false, ref next);
        return ((int)Math.Clamp(start, 0, last + 1L), (int)Math.Clamp(end, -1, last));
    }

    /// <summary>Gives the offset of a RANGE bound back, checked in every row.</summary>
    public static ResolvedFunction CheckOffset(SqlType type) => new("frame offset", [type], type, (arguments, count, _) =>
    {
        for (var row = 0; row < count; row++)
        {
            if (arguments[0][row] is null or < 0L or < 0.0)
                throw new SqlException("Window frame offset value must not be negative or null");
        }

        return arguments[0];
    });

    private static long Place(FrameShape frame, FrameBoundKind bound, WindowPartition partition, int place, bool isStart, ref int next)
    {
        switch (bound)
        {
            case FrameBoundKind.UnboundedPreceding:
                return 0;
            case FrameBoundKind.UnboundedFollowing:
                return partition.Rows.Length - 1;
            case FrameBoundKind.CurrentRow when frame.IsRows:
                return place;
            case FrameBoundKind.CurrentRow:
                return isStart ? partition.Peers.First(place) : partition.Peers.Last(place);
            case FrameBoundKind.Preceding or FrameBoundKind.Following when !frame.IsRows:
                return RangePlace(partition, place, partition.Bounds[next++], isStart);
            default:
                var offset = partition.Bounds[next++][partition.Rows[place]] as long?;
                if (offset is null or < 0) throw BadOffset(isStart);
                return bound == FrameBoundKind.Preceding ? place - offset.Value : place + Math.Min(offset.Value, int.MaxValue);
        }
    }

    /// <summary>The first place at or after a sort key, or the last at or before it. A row without a sort key has its like for a
    /// frame.</summary>
    private static int RangePlace(WindowPartition partition, int place, Vector bounds, bool isStart)
    {
        var row = partition.Rows[place];
        var key = partition.Keys[0];
        if (key.IsNull(row)) return isStart ? partition.Peers.First(place) : partition.Peers.Last(place);
        var (low, high) = (0, partition.Rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = partition.Direction.Compare(key, partition.Rows[middle], bounds, row);
            if (isStart ? order < 0 : order <= 0) low = middle + 1;
            else high = middle;
        }

        return isStart ? low : low - 1;
    }

    private static SqlException BadOffset(bool isStart) =>
        new($"Window frame {(isStart ? "starting" : "ending")} offset must not be negative or null");
}
