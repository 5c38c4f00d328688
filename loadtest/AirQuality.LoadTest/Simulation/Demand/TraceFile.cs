using AirQuality.LoadTest.Instances;

namespace AirQuality.LoadTest.Simulation.Demand;

/// <summary>A demand trace from any file that holds one: a monitor's, an artillery result, or a table.</summary>
/// <param name="Demand">The demand.</param>
/// <param name="Observed">What a real group did, where the file is a monitor's.</param>
internal sealed record TraceFile(DemandTrace Demand, ObservedCount? Observed)
{
    /// <summary>The longest trace: a month in steps of ten seconds.</summary>
    public const int MaxSteps = 31 * 24 * 360;

    /// <summary>Reads a file; its first line says of which kind it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="secondsPerRequest">How long a request keeps an instance busy, where requests are counted.</param>
    /// <param name="window">Over how long a time a monitor's values are means.</param>
    /// <exception cref="InvalidDataException">It is none, or there is nothing in it; the message names the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TraceFile Read(string path, double secondsPerRequest, TimeSpan window)
    {
        var lines = File.ReadAllLines(path);
        var first = lines.FirstOrDefault(line => line.Length > 0) ?? throw new InvalidDataException($"{path} is empty; there is no demand to answer.");
        if (first.StartsWith("timestamp,instance_id", StringComparison.Ordinal))
            return FromMetrics(path, window);
        try
        {
            var demand = first.TrimStart().StartsWith('{') ? ArtilleryDemand.Read(string.Join('\n', lines), secondsPerRequest)
                : first is CsvDemand.InInstances or CsvDemand.InRequests && first == lines[0] ? CsvDemand.Read(lines, secondsPerRequest)
                : throw new InvalidDataException(
                    $"it begins with '{Shorten(first)}'; a trace is a monitor's file, an artillery result, or begins with '{CsvDemand.InInstances}' or '{CsvDemand.InRequests}'.");
            return new(Checked(path, demand), null);
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    private static TraceFile FromMetrics(string path, TimeSpan window)
    {
        var samples = MetricsCsv.Read(path);
        if (samples.Count == 0)
            throw new InvalidDataException($"{path} has no row below its header; there is no demand to answer.");
        if (samples.FirstOrDefault(sample => sample.CpuPercent is < 0 or > 100) is { } wrong)
            throw new InvalidDataException(FormattableString.Invariant($"{path}: {wrong.InstanceId} has {wrong.CpuPercent} % CPU at {wrong.Timestamp:yyyy-MM-dd HH:mm:ss}; it is between 0 and 100."));
        var inOrder = samples.OrderBy(sample => sample.Timestamp).ToList();
        if ((inOrder[^1].Timestamp - inOrder[0].Timestamp) / MetricsDemand.Step > MaxSteps)
            throw new InvalidDataException($"{path} has rows more than a month apart.");
        return new(Checked(path, MetricsDemand.From(inOrder, window)), ObservedCount.From(inOrder));
    }

    private static DemandTrace Checked(string path, DemandTrace trace) => trace.Instances.Count switch
    {
        0 => throw new InvalidDataException($"{path} has no row below its header; there is no demand to answer."),
        > MaxSteps => throw new InvalidDataException($"{path} has {trace.Instances.Count} steps; {MaxSteps} are the most."),
        _ when trace.Duration > TimeSpan.FromDays(31) => throw new InvalidDataException($"{path} is longer than a month."),
        _ => trace,
    };

    private static string Shorten(string line) => line.Length > 60 ? line[..60] + " …" : line;
}
