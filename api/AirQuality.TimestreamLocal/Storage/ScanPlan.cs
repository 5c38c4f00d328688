using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Chooses the cheapest way to the rows of a scan.</summary>
internal static class ScanPlan
{
    /// <summary>A seek costs about as much as walking over so many rows, and a series has at least about one row an hour.</summary>
    private const int RowsASeek = 16;

    /// <summary>Up to so many series are sought wherever they stand among however few others.</summary>
    private const int FewSeries = 64;

    /// <summary>Up to so many hours, going through all rows is cheaper than seeking each series' newest.</summary>
    private const int FewHours = 3;

    /// <summary>The path for a request.</summary>
    /// <param name="connection">The snapshot.</param>
    /// <param name="table">The table.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="series">The wanted series, ascending; null for all.</param>
    /// <param name="withData">Whether measures are wanted.</param>
    public static RowPath Choose(SqliteConnection connection, StoredTable table, ScanRequest request, int[]? series, bool withData)
    {
        string rows = StoreSchema.RowsOf(table.Id);
        var range = new HourRange(request.FromNs, request.ToNs);
        bool few = series is not null && series.Length <= Math.Max(FewSeries, table.Series.Count / RowsASeek);
        if (request.NewestOnly)
        {
            long newest = NewestHour(connection, rows);
            bool fewHours = Math.Min(range.Last, newest) - range.First < FewHours;
            if (fewHours && !few)
                return new NewestWalk(connection, rows, range, withData);
            if (NothingAfter(connection, rows, range, newest))
                return new NewestSeek(connection, table.Id, range, series, withData);
            if (!few)
                return new NewestWalk(connection, rows, range, withData);
        }

        return few ? new SeriesSeek(connection, rows, range, series!, withData) : new HourWalk(connection, rows, range, withData);
    }

    /// <summary>The last hour that has rows; before all others where none has.</summary>
    private static long NewestHour(SqliteConnection connection, string rows)
    {
        using var last = connection.Prepare($"SELECT hour FROM {rows} ORDER BY hour DESC LIMIT 1");
        return last.Step() ? last.Int64(0) : RowTime.HourOf(long.MinValue);
    }

    private static bool NothingAfter(SqliteConnection connection, string rows, HourRange range, long newestHour)
    {
        if (range.Last != newestHour)
            return range.Last > newestHour;
        using var later = connection.Prepare($"SELECT 1 FROM {rows} WHERE hour = ?1 AND ns > ?2 LIMIT 1");
        return !later.Bind(1, newestHour).Bind(2, range.LastNsOf(newestHour)).Step();
    }
}
