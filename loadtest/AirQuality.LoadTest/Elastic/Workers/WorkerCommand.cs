using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AirQuality.LoadTest.Elastic.Workers;

/// <summary>How a worker is started.</summary>
/// <param name="Command">The program and its arguments; <c>{port}</c> in them becomes the worker's port.</param>
/// <param name="Environment">Variables beside those that this process has.</param>
/// <param name="HealthPath">What answers 200 once the worker can take traffic.</param>
/// <param name="LogFolder">Where each worker's output is kept; null keeps its last lines alone.</param>
internal sealed record WorkerCommand(IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment, string HealthPath, string? LogFolder)
{
    private const string PortMark = "{port}";

    /// <summary>The API over one Timestream that all workers share.</summary>
    public static WorkerCommand OfApi(string library, Uri endpoint, string healthPath, string? logFolder) => new(
        ["dotnet", library, "--urls", $"http://127.0.0.1:{PortMark}"],
        new Dictionary<string, string>
        {
            ["AIRQUALITY_Timestream__Endpoint"] = endpoint.ToString(),
            // All users of a load test have one address here, and the limit is one address's.
            ["AIRQUALITY_Limits__ReadsPerSecond"] = "0",
        },
        healthPath,
        logFolder);

    /// <summary>The command for a port.</summary>
    public IEnumerable<string> For(int port) =>
        Command.Select(part => part.Replace(PortMark, port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    /// <summary>A port that nobody has now. Somebody may take it before the worker does, which then ends and is replaced.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
