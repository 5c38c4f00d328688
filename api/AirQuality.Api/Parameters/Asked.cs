using System.Reflection;
using AirQuality.Api.Store;
using Microsoft.AspNetCore.Http.Metadata;

namespace AirQuality.Api.Parameters;

/// <summary>Brings a request to its handler, or ends it with every error it holds.</summary>
/// <param name="Request">The request.</param>
internal sealed record Asked<T>(T Request) : IEndpointParameterMetadataProvider
    where T : IRequest<T>
{
    /// <summary>Called by the framework before the handler.</summary>
    public static async ValueTask<Asked<T>?> BindAsync(HttpContext http)
    {
        if (T.NamesMeasures)
            await http.RequestServices.GetRequiredService<StoreWatch>().WaitForFirstLookAsync(http.RequestAborted);
        var reader = new ParameterReader(http.Request, T.Parameters);
        var request = T.Read(reader);
        reader.ThrowIfRefused();
        return new(request);
    }

    /// <inheritdoc />
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ParametersMetadata(T.Parameters));
}

/// <summary>Tells the OpenAPI document what an endpoint takes.</summary>
internal sealed record ParametersMetadata(IReadOnlyList<Parameter> Parameters);
