namespace AirQuality.Spark.Cycle;

/// <summary>A folder that the driver and every worker can reach, for what one cycle hands them; emptied when the cycle ends.</summary>
/// <param name="root">The folder; made when first needed.</param>
internal sealed class StagingFolder(string root)
{
    /// <summary>A new place in it.</summary>
    public Stage Open() => new(Directory.CreateDirectory(Path.Combine(Path.GetFullPath(root), Guid.NewGuid().ToString("N"))));
}

/// <summary>What one snapshot needs in the staging folder; goes with it.</summary>
internal sealed class Stage(DirectoryInfo folder) : IDisposable
{
    /// <summary>The path of a file here.</summary>
    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Writes sensors and times as lines that <see cref="TimeTable"/> reads.</summary>
    /// <returns>The file's path.</returns>
    public async Task<string> WriteAsync(string name, IEnumerable<(long SensorId, long TimeMs)> rows, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        await File.WriteAllLinesAsync(path, rows.Select(row => FormattableString.Invariant($"{row.SensorId},{row.TimeMs}")), cancellationToken);
        return path;
    }

    /// <inheritdoc />
    public void Dispose() => folder.Delete(recursive: true);
}
