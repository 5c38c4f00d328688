namespace AirQuality.LoadTest.Tests.Monitoring;

/// <summary>Small programs that tests write.</summary>
internal static class Script
{
    /// <summary>Writes a bash script that can be started.</summary>
    public static string Write(string path, string body)
    {
        File.WriteAllText(path, $"#!/usr/bin/env bash\nset -euo pipefail\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
