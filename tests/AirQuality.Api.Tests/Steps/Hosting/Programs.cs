using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Steps.Hosting;

/// <summary>Programs that local steps run: the real one, and scripts that behave as a test needs.</summary>
internal static class Programs
{
    /// <summary>The real program, as the build of this test made it.</summary>
    public static string AirQuality { get; } = Path.GetFullPath(Path.Combine(
        Fixtures.Root, "..", "..", "jobs", "AirQuality.Jobs", "bin", AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0", "airquality.dll"));

    /// <summary>Writes a script into a folder.</summary>
    public static string Script(string folder, string text)
    {
        var path = Path.Combine(folder, "program.sh");
        File.WriteAllText(path, "#!/usr/bin/env bash\n" + text + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>The settings that run steps by a program.</summary>
    public static (string Key, string Value)[] Settings(string program) =>
    [
        ("Steps:Runner", "local"), ("Steps:Local:Program", program), ("Steps:PollSeconds", "0.1"), ("Limits:StepsPerMinute", "10000"),
        ("Steps:ArchiveSource", Path.Combine(Fixtures.Root, "archive")),
        ("Steps:Feeds:recorded:Source", Fixtures.Feed("data.dust.min.json.2018-06-03.part-a.json")),
        ("Steps:Feeds:recorded:AveragingMinutes", "5"), ("Steps:Feeds:recorded:ReplayAsNow", "true"),
    ];
}
