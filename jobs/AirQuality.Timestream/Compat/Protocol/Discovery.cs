using System.Text.Json.Serialization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>Asks a service's regional host where the account's cell is; both services ask alike.</summary>
internal sealed class DescribeEndpointsRequest : AmazonWebServiceRequest;

/// <summary>The cells' addresses.</summary>
internal sealed class DescribeEndpointsResponse : AmazonWebServiceResponse
{
    public List<DiscoveredCell>? Endpoints { get; set; }

    public List<DiscoveryEndpointBase>? ToDiscovered() => Endpoints?
        .Select(DiscoveryEndpointBase (cell) => new DiscoveryEndpoint(cell.Address, cell.CachePeriodInMinutes))
        .ToList();
}

/// <summary>One cell.</summary>
internal sealed class DiscoveredCell
{
    public string? Address { get; set; }

    public long CachePeriodInMinutes { get; set; }
}

[JsonSerializable(typeof(DescribeEndpointsRequest))]
[JsonSerializable(typeof(DescribeEndpointsResponse))]
internal sealed partial class DiscoveryJson : JsonSerializerContext;
