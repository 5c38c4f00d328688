using System.Diagnostics;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>A fact that needs Python with boto3, and skips with the reason where there is none.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    private static readonly bool HasBoto3 = Runs("python3", "-c", "import boto3");

    public PythonFactAttribute()
    {
        if (!HasBoto3)
            Skip = "python3 with boto3 is not on this machine";
    }

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
