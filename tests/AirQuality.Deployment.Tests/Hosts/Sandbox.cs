using System.Runtime.InteropServices;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Hosts;

/// <summary>A unit's sandbox without systemd: confine.py with what the unit says.</summary>
internal static class Sandbox
{
    /// <summary>The user in the place of <c>airquality</c>: nobody.</summary>
    public const int User = 65534;

    /// <summary>Why it cannot be had here; null where it can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>The command line that runs a unit in its sandbox.</summary>
    public static async Task<IReadOnlyList<string>> CommandAsync(HostRoot host, UnitFile unit, IEnumerable<string> command)
    {
        var python = (await Tool.RunAsync("python3", "-c", "import sys; print(sys.executable)")).Output.Trim();
        var calls = await SystemCallsAsync(unit);
        return
        [
            python, Fixtures.File("tests", "AirQuality.Deployment.Tests", "Hosts", "confine.py"), host[""], $"{User}",
            unit.Single("RestrictAddressFamilies"), string.Join(' ', calls), .. command,
        ];
    }

    // Read as systemd reads them: the first line opens a list, each further one adds to it or, with ~, takes away.
    private static async Task<IReadOnlySet<string>> SystemCallsAsync(UnitFile unit)
    {
        var calls = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in unit.Values("SystemCallFilter"))
            foreach (var name in line.TrimStart('~').Split(' '))
                if (line.StartsWith('~'))
                    calls.ExceptWith(await MembersAsync(name));
                else
                    calls.UnionWith(await MembersAsync(name));
        return calls;
    }

    private static async Task<IEnumerable<string>> MembersAsync(string name)
    {
        if (name[0] != '@')
            return [name];
        var members = new List<string>();
        foreach (var line in (await Tool.RunAsync("systemd-analyze", "syscall-filter", name)).Output.Split('\n').Skip(1).Select(line => line.Trim()))
            if (line.Length > 0 && line[0] != '#')
                members.AddRange(await MembersAsync(line));
        return members;
    }

    private static string? FindMissing()
    {
        if (Environment.UserName != "root")
            return "only root can make a sandbox";
        if ("python3 systemd-analyze mount unshare".Split(' ').FirstOrDefault(tool => !Tool.IsThere(tool)) is { } tool)
            return $"{tool} is not on this machine";
        if (!NativeLibrary.TryLoad("libseccomp.so.2", out _))
            return "libseccomp is not on this machine";
        var mounts = Tool.RunAsync("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/opt").GetAwaiter().GetResult();
        return mounts.ExitCode == 0 ? null : "this machine lets nobody mount";
    }
}

/// <summary>A fact that needs a sandbox, and skips with the reason where there is none to be had.</summary>
public sealed class SandboxFactAttribute : FactAttribute
{
    public SandboxFactAttribute() => Skip = Sandbox.Missing;
}
