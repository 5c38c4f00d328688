using System.Net;
using System.Net.Sockets;

namespace AirQuality.Jobs.Landing;

/// <summary>Connects requests; those that a redirect sent to another host only to public addresses, so that a feed cannot make this
/// machine read its own network.</summary>
internal static class PublicAddressConnector
{
    /// <summary>Set on a request that must not reach a private address.</summary>
    public static readonly HttpRequestOptionsKey<bool> PublicOnly = new("AirQuality.PublicOnly");

    /// <summary>The connect callback of a <see cref="SocketsHttpHandler"/>.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        if (context.InitialRequestMessage.Options.TryGetValue(PublicOnly, out var publicOnly) && publicOnly && !addresses.All(IsPublic))
            throw new FeedException("redirect_refused", $"The feed redirects to '{host}', an address inside a private network. It was not followed.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an address is neither loopback, private, link-local, shared nor unspecified (RFC 1918, 3927, 4193, 6598).</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || address.IsIPv6SiteLocal || address.IsIPv6Multicast)
            return false;
        if (address.AddressFamily != AddressFamily.InterNetwork)
            return !address.Equals(IPAddress.IPv6Any);
        var octets = address.GetAddressBytes();
        return octets switch
        {
            [0 or 10 or 127, ..] or [169, 254, ..] or [192, 168, ..] or [>= 224, ..] => false,
            [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..] => false,
            _ => true,
        };
    }
}
