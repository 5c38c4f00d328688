using System.ComponentModel;
using System.Diagnostics;

namespace AirQuality.TimestreamLocal.Tests.Clients.JavaScript;

/// <summary>A fact that needs Node.js and the SDK's packages, which npm brings once into artifacts/; skips with the reason where that fails.</summary>
public sealed class JavaScriptFactAttribute : FactAttribute
{
    private static readonly string Source = Path.GetFullPath(
        Path.Combine(Fixtures.PathOf(""), "..", "AirQuality.TimestreamLocal.Tests", "Clients", "JavaScript"));

    private static readonly string Install = Path.GetFullPath(Path.Combine(Source, "..", "..", "..", "..", "artifacts", "javascript-clients"));
    private static readonly string? Missing = Prepare();

    public JavaScriptFactAttribute() => Skip = Missing;

    /// <summary>The script that tests run.</summary>
    public static string Script => Path.Combine(Source, "client.mjs");

    /// <summary>The folder whose node_modules hold the SDK.</summary>
    public static string Modules => Install;

    private static string? Prepare()
    {
        if (!Runs("node", "--version"))
            return "Node.js is not on this machine";
        if (Directory.Exists(Path.Combine(Install, "node_modules", "@aws-sdk")))
            return null;
        Directory.CreateDirectory(Install);
        foreach (string file in (string[])["package.json", "package-lock.json"])
            File.Copy(Path.Combine(Source, file), Path.Combine(Install, file), overwrite: true);
        return Runs("npm", "ci", "--prefix", Install, "--no-audit", "--no-fund") ? null : "npm could not install the AWS SDK for JavaScript";
    }

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            return process.WaitForExit(TimeSpan.FromMinutes(1)) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
