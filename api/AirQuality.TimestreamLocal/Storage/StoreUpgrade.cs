using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Brings files of older layouts to this one, in one transaction.</summary>
internal static class StoreUpgrade
{
    /// <summary>Layout 1 kept no activity of series: it is taken from the rows, which are all read once.</summary>
    public static void FromVersion1(SqliteConnection connection)
    {
        connection.Execute("BEGIN IMMEDIATE");
        foreach (long table in Integers(connection, "SELECT id FROM tables"))
        {
            connection.Execute(StoreSchema.CreateActivity(table));
            TakeActivity(connection, table);
        }

        connection.Execute($"PRAGMA user_version={StoreSchema.Version}; COMMIT");
    }

    /// <summary>Newest rows first, so that a series' first row mostly says all.</summary>
    private static void TakeActivity(SqliteConnection connection, long table)
    {
        var roles = Integers(connection, FormattableString.Invariant($"SELECT role FROM columns WHERE table_id = {table} ORDER BY id"));
        var activity = new SeriesActivity();
        using var target = new RowTable(connection, table);
        using var rows = connection.Prepare($"SELECT hour, series, data FROM {StoreSchema.RowsOf(table)} ORDER BY hour DESC, series DESC, ns DESC");
        while (rows.Step())
        {
            int series = (int)rows.Int64(1);
            if (activity.Note(series, rows.Int64(0), KindsOf(rows.Blob(2), roles)) is { } changed)
                target.SaveActivity(series, changed);
        }
    }

    private static RecordKinds KindsOf(ReadOnlySpan<byte> data, List<long> roles)
    {
        var values = new RowReader(data);
        values.Next();
        return roles[values.Column] == (long)ColumnRole.MultiMeasure ? RecordKinds.Multi : values.Kind.ToRecordKind();
    }

    private static List<long> Integers(SqliteConnection connection, string sql)
    {
        List<long> numbers = [];
        using var rows = connection.Prepare(sql);
        while (rows.Step())
            numbers.Add(rows.Int64(0));
        return numbers;
    }
}
