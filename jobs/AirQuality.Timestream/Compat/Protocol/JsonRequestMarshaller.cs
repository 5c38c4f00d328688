using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>Writes a request as AWS JSON.</summary>
internal sealed class JsonRequestMarshaller<T>(JsonProtocol protocol, string operation, JsonTypeInfo<T> shape) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where T : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, protocol.ServiceName)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes((T)input, shape),
        };
        request.Headers["Content-Type"] = protocol.ContentType;
        request.Headers["X-Amz-Target"] = $"{protocol.TargetPrefix}.{operation}";
        request.Headers["X-Amz-Api-Version"] = protocol.ApiVersion;
        return request;
    }
}
