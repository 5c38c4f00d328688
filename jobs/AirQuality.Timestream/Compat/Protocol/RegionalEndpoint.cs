using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>Where a request goes: the configured address, or the region's host, which answers endpoint discovery.</summary>
internal sealed class RegionalEndpoint : BaseEndpointResolver, IEndpointProvider
{
    private const string Region = nameof(Region);
    private const string HostPrefix = nameof(HostPrefix);
    private const string Address = nameof(Address);

    /// <summary>What the resolver needs to know of a client's settings.</summary>
    public static EndpointParameters ParametersOf(IClientConfig config)
    {
        if (config.UseFIPSEndpoint || config.UseDualstackEndpoint)
            throw new AmazonClientException(
                "FIPS and dual-stack endpoints need the AWSSDK packages of the services that are called; "
                + "turn AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT off, or build against a feed that has them.");
        return new EndpointParameters
        {
            [Region] = config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion ?? AWSSDKUtils.DetermineRegion(config.ServiceURL),
            [HostPrefix] = config.RegionEndpointServiceName,
            [Address] = config.ServiceURL,
        };
    }

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[Address] is string { Length: > 0 } address)
            return new Endpoint(address);
        var region = RegionEndpoint.GetBySystemName((string)parameters[Region]);
        return new Endpoint($"https://{parameters[HostPrefix]}.{region.SystemName}.{region.PartitionDnsSuffix}");
    }

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        ParametersOf(requestContext.ClientConfig);
}
