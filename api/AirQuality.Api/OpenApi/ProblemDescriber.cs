using System.Globalization;
using AirQuality.Api.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AirQuality.Api.OpenApi;

/// <summary>Describes every error that an operation can give.</summary>
internal sealed class ProblemDescriber : IOpenApiOperationTransformer
{
    /// <inheritdoc />
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var types in EndpointProblems.Of(metadata, context.Description.RelativePath ?? "").GroupBy(type => type.Status))
            (operation.Responses ??= [])[types.Key.ToString(CultureInfo.InvariantCulture)] = Describe([.. types], context.Document!);
        if (metadata.OfType<IAuthorizeData>().Any())
            operation.Security = [.. DocumentDescriber.KeySchemes(context.Document!)];
        return Task.CompletedTask;
    }

    private static OpenApiResponse Describe(IReadOnlyList<ProblemType> types, OpenApiDocument document)
    {
        var response = new OpenApiResponse
        {
            Description = string.Join(' ', types.Select(type => type.Title)),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(nameof(Problem), document),
                    Examples = types.ToDictionary(type => type.Code, type => (IOpenApiExample)new OpenApiExampleReference(type.Code, document)),
                },
            },
        };
        if (types[0].Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            Add(response, "Retry-After", document);
        if (types[0] == ProblemType.Unauthenticated)
            Add(response, "WWW-Authenticate", document);
        return response;
    }

    private static void Add(OpenApiResponse response, string header, OpenApiDocument document) =>
        (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[header] = new OpenApiHeaderReference(header, document);
}
