using AirQuality.TimestreamLocal.Tests.Clients;

namespace AirQuality.TimestreamLocal.Tests.Faults;

/// <summary>A test that needs curl with SigV4 (7.75); skipped, saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CurlFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Present = new(
        () => ClientProcess.Run(TimeSpan.FromSeconds(10), "curl", "--aws-sigv4", "aws:amz:us-east-1:timestream", "--version").ExitCode == 0);

    public CurlFactAttribute() => Skip = Present.Value ? null : "There is no curl that signs (--aws-sigv4) on the path.";
}
