namespace AirQuality.Spark.Cycle;

/// <summary>Where the driver puts what a job hands its workers; emptied when the job ends.</summary>
/// <param name="local">A folder of the driver's; made when first needed.</param>
/// <param name="shared">
/// A folder that every worker can reach, on any file system that the cluster knows (<c>hdfs:///tmp/airquality</c>, <c>s3://bucket/staging</c>);
/// null where <paramref name="local"/> is one, as on one machine.
/// </param>
internal sealed class StagingFolder(string local, SharedFolder? shared)
{
    /// <summary>A new place in it.</summary>
    public Stage Open()
    {
        var name = Guid.NewGuid().ToString("N");
        return new Stage(Directory.CreateDirectory(Path.Combine(Path.GetFullPath(local), name)), shared?.In(name));
    }
}

/// <summary>What one job needs in the staging folder; goes with it.</summary>
internal sealed class Stage(DirectoryInfo folder, SharedFolder? shared) : IDisposable
{
    /// <summary>Writes a file and puts it where workers can read it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Writes it.</param>
    /// <returns>What workers read it by.</returns>
    public async Task<string> WriteAsync(string name, Func<Stream, Task> write)
    {
        var path = Path.Combine(folder.FullName, name);
        await using (var file = File.Create(path))
            await write(file);
        return shared?.Put(path, name) ?? path;
    }

    /// <summary>Writes lines.</summary>
    /// <returns>What workers read them by.</returns>
    public Task<string> WriteLinesAsync(string name, IEnumerable<string> lines) => WriteAsync(name, async file =>
    {
        await using var text = new StreamWriter(file);
        foreach (var line in lines)
            await text.WriteLineAsync(line);
    });

    /// <summary>Writes sensors and times as lines that <see cref="TimeTable"/> reads.</summary>
    /// <returns>What workers read them by.</returns>
    public Task<string> WriteTimesAsync(string name, IEnumerable<(long SensorId, long TimeMs)> rows) =>
        WriteLinesAsync(name, rows.Select(row => FormattableString.Invariant($"{row.SensorId},{row.TimeMs}")));

    /// <inheritdoc />
    public void Dispose()
    {
        folder.Delete(recursive: true);
        shared?.Delete();
    }
}
