using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>Reads an answer, good or bad.</summary>
internal sealed class JsonAnswerUnmarshaller<T>(JsonTypeInfo<T> shape, ErrorReader readError) : JsonResponseUnmarshaller
    where T : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        body.Position = 0;
        return body.Length == 0 ? new T() : JsonSerializer.Deserialize(body, shape) ?? new T();
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return readError(error, input.GetResponseBodyBytes());
    }
}
