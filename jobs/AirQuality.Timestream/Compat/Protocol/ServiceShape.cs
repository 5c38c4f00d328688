using Amazon.Runtime.Internal;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>What tells one AWS service from another to the SDK's pipeline.</summary>
/// <param name="serviceId">The service's id in the AWS service model, such as <c>Timestream Write</c>.</param>
internal sealed class ServiceShape(string serviceId) : IServiceMetadata
{
    public string ServiceId { get; } = serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
