using System.Runtime.InteropServices;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Which kinds of records a series ever had. The numbers are in the file.</summary>
[Flags]
internal enum RecordKinds
{
    /// <summary>None yet.</summary>
    None = 0,

    /// <summary>Multi-measure records; for those with a scalar measure see <see cref="ValueKinds.ToRecordKind"/>.</summary>
    Multi = 1 << 7,
}

/// <summary>What is known of a series without reading its rows.</summary>
/// <param name="NewestHour">The hour of its newest row; its rows are gone when retention has passed it.</param>
/// <param name="Kinds">Its kinds of records.</param>
internal readonly record struct Activity(long NewestHour, RecordKinds Kinds);

/// <summary>The activity of a table's series, as the file has it. For the writer alone.</summary>
internal sealed class SeriesActivity
{
    private static readonly Activity Nothing = new(long.MinValue, RecordKinds.None);
    private readonly List<Activity> _bySeries = [];

    /// <summary>Takes what the file has.</summary>
    public void Load(int series, Activity activity) => Slot(series) = activity;

    /// <summary>Takes a row in; gives the series' activity where that changed it, mostly once an hour.</summary>
    public Activity? Note(int series, long hour, RecordKinds kinds)
    {
        ref var known = ref Slot(series);
        if (hour <= known.NewestHour && (kinds | known.Kinds) == known.Kinds)
            return null;
        return known = new(Math.Max(hour, known.NewestHour), kinds | known.Kinds);
    }

    /// <summary>Forgets the series whose newest row stood before the oldest there is.</summary>
    public void ForgetBefore((long Hour, int Series) oldest)
    {
        for (int series = 0; series < _bySeries.Count; series++)
        {
            if ((_bySeries[series].NewestHour, series).CompareTo(oldest) < 0)
                _bySeries[series] = Nothing;
        }
    }

    private ref Activity Slot(int series)
    {
        while (_bySeries.Count <= series)
            _bySeries.Add(Nothing);
        return ref CollectionsMarshal.AsSpan(_bySeries)[series];
    }
}
