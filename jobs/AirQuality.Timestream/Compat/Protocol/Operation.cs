using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>Turns an error answer into the service's exception.</summary>
/// <param name="error">The code, message and request id, already read from the body.</param>
/// <param name="body">The whole body, for exceptions that carry more.</param>
internal delegate AmazonServiceException ErrorReader(ErrorResponse error, byte[] body);

/// <summary>One operation of a service, described once: how its request is written and its answer read.</summary>
internal sealed class Operation<TRequest, TResponse>(
    JsonProtocol protocol,
    string name,
    JsonTypeInfo<TRequest> request,
    JsonTypeInfo<TResponse> response,
    ErrorReader readError)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    private readonly JsonRequestMarshaller<TRequest> _requestMarshaller = new(protocol, name, request);
    private readonly JsonAnswerUnmarshaller<TResponse> _responseUnmarshaller = new(response, readError);

    /// <summary>For a call at an address that is known already: endpoint discovery itself, or a service that has none.</summary>
    public InvokeOptions Direct() => new()
    {
        RequestMarshaller = _requestMarshaller,
        ResponseUnmarshaller = _responseUnmarshaller,
    };

    /// <summary>For every other call to Timestream: its regional hosts answer nothing but endpoint discovery.</summary>
    public InvokeOptions Discovered(EndpointOperationDelegate discover)
    {
        var options = Direct();
        options.EndpointDiscoveryMarshaller = RequiredDiscovery.Instance;
        options.EndpointOperation = discover;
        return options;
    }
}
