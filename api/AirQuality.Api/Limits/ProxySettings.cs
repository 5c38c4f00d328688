using System.Net;
using AirQuality.Api.Settings;

namespace AirQuality.Api.Limits;

/// <summary>Whose word about a client's address is taken. At the top of the settings.</summary>
internal sealed class ProxySettings : ISettings
{
    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) of the proxies before this server. Their X-Forwarded-For and X-Forwarded-Proto are
    /// believed and nobody else's. Default none.
    /// </summary>
    public string[] Proxies { get; set; } = [];

    /// <inheritdoc />
    public IEnumerable<string> Validate() =>
        from proxy in Proxies
        where !TryRead(proxy, out _)
        select $"Proxies holds '{proxy}'; it must be an address or a network such as 10.0.0.0/8.";

    /// <summary>The networks; a single address is a network of one.</summary>
    public IEnumerable<IPNetwork> Networks()
    {
        foreach (var proxy in Proxies)
            if (TryRead(proxy, out var network))
                yield return network;
    }

    private static bool TryRead(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new(address, address.GetAddressBytes().Length * 8);
            return true;
        }
        return IPNetwork.TryParse(text, out network);
    }
}
