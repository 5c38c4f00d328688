using AirQuality.Api.Answers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AirQuality.Api.OpenApi;

/// <summary>Describes measurements, which a converter writes, so that their type tells nothing.</summary>
internal sealed class MeasurementsSchema : IOpenApiSchemaTransformer
{
    /// <inheritdoc />
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type != typeof(MeasurementsAnswer))
            return Task.CompletedTask;
        schema.Type = JsonSchemaType.Object;
        schema.Description = "Values by type: P1 (PM10) and P2 (PM2.5) in µg/m³, temperature in °C, humidity in %, and what else /v1/measures tells.";
        schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" };
        return Task.CompletedTask;
    }
}
