using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace AirQuality.Api.Parameters;

/// <summary>Brings a request to its handler, or ends it with every error it holds.</summary>
/// <param name="Request">The request.</param>
internal sealed record Asked<T>(T Request) : IEndpointParameterMetadataProvider
    where T : IRequest<T>
{
    /// <summary>Called by the framework before the handler.</summary>
    public static ValueTask<Asked<T>?> BindAsync(HttpContext http)
    {
        var reader = new ParameterReader(http.Request, T.Parameters);
        var request = T.Read(reader);
        reader.ThrowIfRefused();
        return ValueTask.FromResult<Asked<T>?>(new(request));
    }

    /// <inheritdoc />
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ParametersMetadata(T.Parameters));
}

/// <summary>Tells the OpenAPI document what an endpoint takes.</summary>
internal sealed record ParametersMetadata(IReadOnlyList<Parameter> Parameters);
