using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AirQuality.Api.OpenApi;

/// <summary>Shows examples of what an operation takes as its body.</summary>
internal sealed class RequestDescriber : IOpenApiOperationTransformer
{
    /// <inheritdoc />
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (operation.RequestBody is OpenApiRequestBody { Content: { } forms } body && OperationExamples.FindRequests(operation.OperationId) is { } examples)
        {
            body.Required = true;
            foreach (var form in forms.Values)
                form.Examples = examples.ToDictionary(example => example.Key, example => (IOpenApiExample)new OpenApiExample { Value = example.Value?.DeepClone() });
        }
        return Task.CompletedTask;
    }
}
