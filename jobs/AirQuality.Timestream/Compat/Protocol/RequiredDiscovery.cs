using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>Says that an operation needs a discovered endpoint; a client with an address of its own skips discovery all the same.</summary>
internal sealed class RequiredDiscovery : IMarshaller<EndpointDiscoveryDataBase, AmazonWebServiceRequest>
{
    public static readonly RequiredDiscovery Instance = new();

    public EndpointDiscoveryDataBase Marshall(AmazonWebServiceRequest input) => new EndpointDiscoveryData(required: true);
}
