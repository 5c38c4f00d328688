using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using AirQuality.Api.Problems;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Limits;

/// <summary>Gives each client address its requests a second, so that one client's loop does not take the server from the others.</summary>
internal sealed class ReadLimit(IOptions<ReadLimitSettings> settings) : IRateLimiterPolicy<IPAddress>
{
    /// <summary>The policy's name.</summary>
    public const string PolicyName = "reads";

    private const int Ipv6NetworkBytes = 8;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => async (context, _) => await ProblemWriter.WriteAsync(
        context.HttpContext,
        ProblemType.TooManyRequests,
        $"An address may ask {settings.Value.ReadsPerSecond} times a second. Ask less often; an answer stays good as long as its Cache-Control says.",
        retryAfter: context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window);

    /// <inheritdoc />
    public RateLimitPartition<IPAddress> GetPartition(HttpContext httpContext)
    {
        var client = ClientOf(httpContext.Connection.RemoteIpAddress);
        var permits = settings.Value.ReadsPerSecond;
        return permits == 0
            ? RateLimitPartition.GetNoLimiter(client)
            : RateLimitPartition.GetFixedWindowLimiter(client, _ => new() { PermitLimit = permits, Window = Window });
    }

    /// <summary>The address that counts: of IPv6 the network, because one client has all of its 2^64 addresses.</summary>
    public static IPAddress ClientOf(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[Ipv6NetworkBytes..].Clear();
        return new(bytes);
    }
}
