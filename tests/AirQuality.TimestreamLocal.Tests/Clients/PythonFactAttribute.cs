using System.Diagnostics;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>A test that needs <c>python3</c> with boto3; skipped, saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(FindWhatIsMissing);

    public PythonFactAttribute() => Skip = Missing.Value;

    private static string? FindWhatIsMissing()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", "import boto3"]) { RedirectStandardError = true })!;
            python.WaitForExit();
            return python.ExitCode == 0 ? null : "python3 has no boto3.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no python3 on the path.";
        }
    }
}
