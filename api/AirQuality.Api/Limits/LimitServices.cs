using System.Net;
using AirQuality.Api.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Limits;

/// <summary>Brings in who may ask how much.</summary>
internal static class LimitServices
{
    /// <summary>Adds the limit of the read side, and the list of proxies.</summary>
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSettings<ReadLimitSettings>("Limits");
        services.AddSettings<ProxySettings>("");
        services.AddRateLimiter(limiter => limiter.AddPolicy<IPAddress, ReadLimit>(ReadLimit.PolicyName));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxySettings>>((forwarded, proxies) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = null; // as far back as the proxies of the list go, and no further
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in proxies.Value.Networks())
                forwarded.KnownIPNetworks.Add(network);
        });
    }

    /// <summary>Takes the client's address from a proxy of the list; without a list no such header means anything.</summary>
    public static void UseProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ProxySettings>>().Value.Proxies.Length > 0)
            app.UseForwardedHeaders();
    }
}
