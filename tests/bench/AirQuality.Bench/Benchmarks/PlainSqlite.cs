using AirQuality.Core.Records;
using Microsoft.Data.Sqlite;

namespace AirQuality.Bench.Benchmarks;

/// <summary>What somebody would write by hand: one table with a column a value, one prepared statement.</summary>
internal sealed class PlainSqlite : IDisposable
{
    private static readonly string[] Values = ["latitude", "longitude", "altitude", "P1", "P2", "temperature", "humidity", "pressure", "noise_LAeq", "aqi", "averaging_minutes"];
    private static readonly string[] Dimensions = ["location_id", "country", "sensor_type_name", "sensor_type_manufacturer"];

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;

    /// <summary>Makes the table in a new file.</summary>
    public PlainSqlite(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        string[] columns = ["sensor_id", "time", .. Dimensions, .. Values];
        Execute($"CREATE TABLE readings({string.Join(", ", columns)}, PRIMARY KEY(sensor_id, time)) WITHOUT ROWID");
        _insert = _connection.CreateCommand();
        _insert.CommandText = $"INSERT OR REPLACE INTO readings VALUES({string.Join(", ", columns.Select(column => "$" + column))})";
        foreach (var column in columns)
            _insert.Parameters.Add(new SqliteParameter("$" + column, null));
    }

    /// <summary>Writes the records; each transaction is on disk when it ends.</summary>
    public void Write(IReadOnlyList<AirRecord> records, int rowsATransaction)
    {
        foreach (var part in records.Chunk(rowsATransaction))
        {
            using var transaction = _connection.BeginTransaction();
            _insert.Transaction = transaction;
            foreach (var record in part)
                Insert(record);
            transaction.Commit();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Insert(AirRecord record)
    {
        foreach (SqliteParameter parameter in _insert.Parameters)
            parameter.Value = DBNull.Value;
        _insert.Parameters["$sensor_id"].Value = record.SensorId;
        _insert.Parameters["$time"].Value = record.TimeMs;
        foreach (var dimension in record.Dimensions.Where(dimension => Dimensions.Contains(dimension.Name)))
            _insert.Parameters["$" + dimension.Name].Value = dimension.Value;
        foreach (var measure in record.Measures.Where(measure => Values.Contains(measure.Name)))
            _insert.Parameters["$" + measure.Name].Value = double.Parse(measure.Value, System.Globalization.CultureInfo.InvariantCulture);
        _insert.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
