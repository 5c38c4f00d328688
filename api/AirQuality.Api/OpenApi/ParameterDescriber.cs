using System.Text.Json.Nodes;
using AirQuality.Api.Parameters;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace AirQuality.Api.OpenApi;

/// <summary>Describes an operation's parameters from the very objects that read them.</summary>
internal sealed class ParameterDescriber : IOpenApiOperationTransformer
{
    /// <inheritdoc />
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ParametersMetadata>().SingleOrDefault() is { } known)
        {
            var headers = (operation.Parameters ?? []).Where(parameter => parameter.In == ParameterLocation.Header).ToList();
            operation.Parameters = [.. known.Parameters.Select(parameter => Describe(parameter, context.Document!)), .. headers];
        }
        return Task.CompletedTask;
    }

    private static OpenApiParameter Describe(Parameter parameter, OpenApiDocument document)
    {
        var value = SchemaOf(parameter, document);
        var repeatable = parameter.MaxCount > 1;
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = parameter.InPath ? ParameterLocation.Path : ParameterLocation.Query,
            Required = parameter.InPath,
            Description = parameter.Description,
            Schema = repeatable ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value, MinItems = 1, MaxItems = parameter.MaxCount } : value,
            Style = repeatable ? ParameterStyle.Form : null,
            Explode = repeatable,
            Example = repeatable ? new JsonArray(ExampleOf(parameter)) : ExampleOf(parameter),
        };
    }

    private static OpenApiSchema SchemaOf(Parameter parameter, OpenApiDocument document) =>
        OpenApiModelFactory.Parse<OpenApiSchema>(parameter.Schema.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, document, out _, "json")
        ?? throw new InvalidOperationException($"The schema of {parameter.Name} cannot be read.");

    private static JsonNode ExampleOf(Parameter parameter) =>
        parameter.Schema["type"]?.GetValue<string>() is "integer" or "number" ? JsonNode.Parse(parameter.Example)! : JsonValue.Create(parameter.Example);
}
