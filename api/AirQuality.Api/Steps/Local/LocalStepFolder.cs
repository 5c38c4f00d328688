using System.Text.Json;

namespace AirQuality.Api.Steps.Local;

/// <summary>The steps' files: <c>&lt;id&gt;.json</c> says where a step is, <c>&lt;id&gt;.log</c> what it said.</summary>
/// <param name="path">The folder.</param>
/// <param name="log">Is told of files that are no steps.</param>
internal sealed partial class LocalStepFolder(string path, ILogger<LocalStepFolder> log)
{
    /// <summary>All steps, oldest first; a file that is none is left alone.</summary>
    public List<LocalStep> Load()
    {
        Directory.CreateDirectory(path);
        var steps = new List<LocalStep>();
        foreach (var file in Directory.EnumerateFiles(path, "l-*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                using var stream = File.OpenRead(file);
                if (JsonSerializer.Deserialize(stream, LocalStepJson.Default.LocalStep) is { } step && step.Id == Path.GetFileNameWithoutExtension(file))
                    steps.Add(step);
            }
            catch (Exception e) when (e is JsonException or IOException or NotSupportedException)
            {
                LogUnreadable(log, e, file);
            }
        }
        return steps;
    }

    /// <summary>Keeps a step: whole or not at all, whenever the machine stops.</summary>
    public void Save(LocalStep step)
    {
        var file = FileOf(step.Id, "json");
        var draft = file + ".new";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, step, LocalStepJson.Default.LocalStep);
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, file, overwrite: true);
    }

    /// <summary>Forgets a step and its log.</summary>
    public void Delete(string id)
    {
        File.Delete(FileOf(id, "json"));
        File.Delete(FileOf(id, "log"));
    }

    /// <summary>Begins a step's log.</summary>
    public FileStream CreateLog(string id) => new(FileOf(id, "log"), FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <summary>A step's log so far; null where there is none.</summary>
    public Stream? OpenLog(string id) =>
        File.Exists(FileOf(id, "log")) ? new FileStream(FileOf(id, "log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;

    private string FileOf(string id, string ending) => Path.Combine(path, $"{id}.{ending}");

    [LoggerMessage(60, LogLevel.Warning, "{File} is no step and is left alone")]
    private static partial void LogUnreadable(ILogger log, Exception exception, string file);
}
