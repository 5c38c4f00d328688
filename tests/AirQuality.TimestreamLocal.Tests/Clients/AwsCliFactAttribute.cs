using System.Diagnostics;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>A test that needs the AWS CLI; skipped, saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AwsCliFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Present = new(IsPresent);

    public AwsCliFactAttribute() => Skip = Present.Value ? null : "There is no AWS CLI (aws) on the path.";

    private static bool IsPresent()
    {
        try
        {
            using var aws = Process.Start(new ProcessStartInfo("aws", ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            aws.WaitForExit();
            return aws.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
