using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace AirQuality.Api.OpenApi;

/// <summary>The shape of GeoJSON answers (RFC 7946): points with what the JSON form has as properties.</summary>
internal static class GeoJsonSchema
{
    /// <summary>Its name among the schemas.</summary>
    public const string Name = "FeatureCollection";

    private const string Text = """
        {
          "type": "object",
          "description": "GeoJSON (RFC 7946): one point a result; what the JSON form tells of it stands in properties.",
          "required": ["type", "features"],
          "properties": {
            "type": { "type": "string", "enum": ["FeatureCollection"] },
            "features": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                  "type": { "type": "string", "enum": ["Feature"] },
                  "geometry": {
                    "type": ["object", "null"],
                    "description": "Null where the place is not known.",
                    "required": ["type", "coordinates"],
                    "properties": {
                      "type": { "type": "string", "enum": ["Point"] },
                      "coordinates": {
                        "type": "array",
                        "description": "Longitude and latitude in degrees (WGS 84), at most 7 decimals.",
                        "minItems": 2,
                        "maxItems": 3,
                        "items": { "type": "number" }
                      }
                    }
                  },
                  "properties": { "type": "object", "additionalProperties": true }
                }
              }
            }
          }
        }
        """;

    /// <summary>The schema.</summary>
    public static OpenApiSchema Create(OpenApiDocument document) =>
        OpenApiModelFactory.Parse<OpenApiSchema>(Text, OpenApiSpecVersion.OpenApi3_1, document, out _, "json")
        ?? throw new InvalidOperationException("The schema of GeoJSON answers cannot be read.");
}
