using Microsoft.Data.Sqlite;

namespace AirQuality.Bench.History;

/// <summary>A sensor and the time of its newest reading.</summary>
internal readonly record struct NewestTime(string SensorId, long TimeMs);

/// <summary>A reading of a series.</summary>
internal readonly record struct SeriesReading(long TimeMs, double Pm10, double Pm25, long Aqi);

/// <summary>The newest reading of a sensor.</summary>
internal readonly record struct NewestReading(string SensorId, long TimeMs, double Latitude, double Longitude, double Pm10, double Pm25, long Aqi);

/// <summary>
/// The same history in plain SQLite, as somebody would write it by hand for just these four operations: what does not change in a table of
/// sensors; the readings clustered by sensor and time, so that a series is one range and a sensor's newest reading one seek; and an index on
/// time, so that an hour of all sensors is one range too. A write of a hundred is one transaction and is on disk when it ends.
/// </summary>
internal sealed class PlainHistory : IDisposable
{
    private readonly SqliteConnection _connection;
    private SqliteCommand? _insert;

    /// <summary>Opens a file, made where it is missing.</summary>
    public PlainHistory(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA mmap_size=8589934592");
    }

    /// <summary>Makes the tables and fills them.</summary>
    public void Fill(CancellationToken cancellationToken)
    {
        Execute("""
            PRAGMA synchronous=OFF;
            CREATE TABLE sensors(id INTEGER PRIMARY KEY, sensor_id TEXT NOT NULL, location_id TEXT NOT NULL, country TEXT NOT NULL,
                pin TEXT NOT NULL, type_id TEXT NOT NULL, type_name TEXT NOT NULL, manufacturer TEXT NOT NULL);
            CREATE TABLE readings(sensor INTEGER, time INTEGER, latitude REAL, longitude REAL, p1 REAL, p2 REAL, aqi INTEGER,
                averaging_minutes INTEGER, PRIMARY KEY(sensor, time)) WITHOUT ROWID;
            """);
        using (var transaction = _connection.BeginTransaction())
        {
            for (var sensor = 0; sensor < HistoryPlan.Sensors; sensor++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                InsertSensor(sensor);
                foreach (var reading in HistoryPlan.ReadingsOfSensor(sensor))
                    Insert(reading, transaction);
            }
            transaction.Commit();
        }
        Execute("CREATE INDEX sensors_location ON sensors(location_id); CREATE INDEX readings_time ON readings(time); ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>The newest time of every sensor in a span of time, its end excluded. Left to itself SQLite seeks every sensor, which takes twice as
    /// long.</summary>
    public List<NewestTime> NewestBySensor(long fromMs, long toMs)
    {
        List<NewestTime> rows = new(HistoryPlan.Sensors);
        using var command = Command("""
            SELECT s.sensor_id, r.newest FROM sensors s JOIN
                (SELECT sensor, max(time) AS newest FROM readings INDEXED BY readings_time WHERE time >= $from AND time < $to GROUP BY sensor) r
            ON s.id = r.sensor
            """, ("$from", fromMs), ("$to", toMs));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(new(reader.GetString(0), reader.GetInt64(1)));
        return rows;
    }

    /// <summary>A location's readings in a span of time, its end excluded, in order of time.</summary>
    public List<SeriesReading> Series(string locationId, long fromMs, long toMs)
    {
        List<SeriesReading> rows = [];
        using var command = Command("""
            SELECT r.time, r.p1, r.p2, r.aqi FROM sensors s JOIN readings r ON r.sensor = s.id
            WHERE s.location_id = $location AND r.time >= $from AND r.time < $to ORDER BY r.time
            """, ("$location", locationId), ("$from", fromMs), ("$to", toMs));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(new(reader.GetInt64(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetInt64(3)));
        return rows;
    }

    /// <summary>The newest reading of every sensor.</summary>
    public List<NewestReading> Newest()
    {
        List<NewestReading> rows = new(HistoryPlan.Sensors);
        using var command = Command("""
            SELECT s.sensor_id, r.time, r.latitude, r.longitude, r.p1, r.p2, r.aqi
            FROM sensors s JOIN readings r ON r.sensor = s.id AND r.time = (SELECT max(time) FROM readings WHERE sensor = s.id)
            """);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new(
                reader.GetString(0), reader.GetInt64(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4), reader.GetDouble(5), reader.GetInt64(6)));
        }
        return rows;
    }

    /// <summary>Stores readings in one transaction, which is on disk when it ends.</summary>
    public void Write(IEnumerable<HistoryReading> readings)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var reading in readings)
            Insert(reading, transaction);
        transaction.Commit();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _insert?.Dispose();
        _connection.Dispose();
    }

    private void InsertSensor(int sensor)
    {
        using var command = Command(
            "INSERT INTO sensors VALUES($id, $sensor, $location, $country, '1', '14', 'SDS011', 'Nova Fitness')",
            ("$id", sensor), ("$sensor", HistoryPlan.SensorId(sensor)), ("$location", HistoryPlan.LocationId(sensor)), ("$country", HistoryPlan.Country(sensor)));
        command.ExecuteNonQuery();
    }

    private void Insert(HistoryReading reading, SqliteTransaction transaction)
    {
        _insert ??= Command(
            "INSERT OR REPLACE INTO readings VALUES($s, $t, $lat, $lon, $p1, $p2, $aqi, 5)",
            ("$s", 0L), ("$t", 0L), ("$lat", 0.0), ("$lon", 0.0), ("$p1", 0.0), ("$p2", 0.0), ("$aqi", 0L));
        _insert.Transaction = transaction;
        var parameters = _insert.Parameters;
        parameters[0].Value = (long)reading.Sensor;
        parameters[1].Value = reading.TimeMs;
        parameters[2].Value = HistoryPlan.Latitude(reading.Sensor) / 1000.0;
        parameters[3].Value = HistoryPlan.Longitude(reading.Sensor) / 1000.0;
        parameters[4].Value = reading.Pm10Hundredths / 100.0;
        parameters[5].Value = reading.Pm25Hundredths / 100.0;
        parameters[6].Value = (long)reading.Aqi;
        _insert.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }
}
