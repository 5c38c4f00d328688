using System.Globalization;

namespace AirQuality.LoadTest.Instances;

/// <summary>The monitor's file, in the columns of the project's first report: <c>timestamp,instance_id,state,memory_utilization,cpu_utilization</c>.</summary>
internal static class MetricsCsv
{
    private const string Header = "timestamp,instance_id,state,memory_utilization,cpu_utilization";
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Reads a file, in its order.</summary>
    /// <exception cref="InvalidDataException">A line is no row of such a file; the message names it.</exception>
    public static IReadOnlyList<InstanceSample> Read(string path)
    {
        var samples = new List<InstanceSample>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            if (++number == 1 && line != Header)
                throw new InvalidDataException($"{path} begins with '{line}'; a monitor's file begins with '{Header}'.");
            if (number > 1 && line.Length > 0)
                samples.Add(Parse(line) ?? throw new InvalidDataException($"{path}, line {number}: '{line}' is no row of a monitor's file."));
        }
        return samples;
    }

    /// <summary>Writes the header.</summary>
    public static Task WriteHeaderAsync(TextWriter writer) => writer.WriteLineAsync(Header);

    /// <summary>Writes a row.</summary>
    public static Task WriteAsync(TextWriter writer, InstanceSample sample) => writer.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"{sample.Timestamp.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)},{sample.InstanceId},{sample.State},{sample.MemoryPercent},{sample.CpuPercent}"));

    private static InstanceSample? Parse(string line)
    {
        var cells = line.Split(',');
        return cells is [var time, { Length: > 0 } id, { Length: > 0 } state, var memory, var cpu]
            && DateTimeOffset.TryParseExact(time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp)
            && TryPercent(memory, out var memoryPercent) && TryPercent(cpu, out var cpuPercent)
            ? new(timestamp, id, state, memoryPercent, cpuPercent)
            : null;
    }

    private static bool TryPercent(string text, out double? percent)
    {
        percent = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
        return percent is not null || text.Length == 0;
    }
}
