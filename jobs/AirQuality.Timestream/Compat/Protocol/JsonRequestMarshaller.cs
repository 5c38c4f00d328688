using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>Writes a request as AWS JSON 1.0; both Timestream services share one target prefix.</summary>
internal sealed class JsonRequestMarshaller<T>(string operation, JsonTypeInfo<T> shape) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where T : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.Timestream")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes((T)input, shape),
        };
        request.Headers["Content-Type"] = "application/x-amz-json-1.0";
        request.Headers["X-Amz-Target"] = "Timestream_20181101." + operation;
        request.Headers["X-Amz-Api-Version"] = "2018-11-01";
        return request;
    }
}
