using System.Net;
using System.Net.Sockets;

namespace AirQuality.Tests.Linked;

/// <summary>Ports for programs that cannot take one themselves.</summary>
internal static class LoopbackPort
{
    /// <summary>A port on which nobody listens now. Somebody may before it is used.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
