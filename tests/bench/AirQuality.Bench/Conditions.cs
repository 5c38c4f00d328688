using System.Globalization;
using System.Runtime.InteropServices;

namespace AirQuality.Bench;

/// <summary>Under what conditions figures came about; without them they mean little.</summary>
internal static class Conditions
{
    // Above this, something else runs on the machine and single figures are too high. The ratios suffer less.
    private const double QuietLoad = 0.5;

    /// <summary>Writes machine, runtime, load and feed.</summary>
    public static void Write(TextWriter output, Dataset feed)
    {
        var load = LoadOfLastMinute();
        output.WriteLine(FormattableString.Invariant(
            $"{Environment.ProcessorCount} x {Processor()}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load {load:0.00}"));
        output.WriteLine(FormattableString.Invariant($"feed of {feed.Megabytes:0.0} MB, sha256 {feed.Sha256}"));
        if (load > QuietLoad)
            output.WriteLine("The machine is not idle: times are too high, ratios less so.");
    }

    private static double? LoadOfLastMinute() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;

    private static string Processor()
    {
        var name = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return name?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
