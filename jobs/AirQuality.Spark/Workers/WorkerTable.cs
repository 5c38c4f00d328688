using System.Collections.Concurrent;
using System.Text.Json;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Spark.Workers;

/// <summary>
/// The table as a worker process reaches it. One client serves all tasks of the process, which are its threads, for as long as it lives;
/// credentials are found where the worker runs and never travel with the job.
/// </summary>
internal static class WorkerTable
{
    private static readonly ConcurrentDictionary<string, Lazy<RecordWriter>> Writers = new(StringComparer.Ordinal);

    /// <summary>Settings as a text that a UDF can capture.</summary>
    public static string Describe(TimestreamOptions options) => JsonSerializer.Serialize(options, WorkerJson.Default.TimestreamOptions);

    /// <summary>The writer for settings that <see cref="Describe"/> gave.</summary>
    public static RecordWriter Writer(string options) => Writers.GetOrAdd(options, static text => new(() => Open(text))).Value;

    private static RecordWriter Open(string text)
    {
        var options = JsonSerializer.Deserialize(text, WorkerJson.Default.TimestreamOptions)!;
        return new RecordWriter(TimestreamClients.CreateWrite(options), options);
    }
}
