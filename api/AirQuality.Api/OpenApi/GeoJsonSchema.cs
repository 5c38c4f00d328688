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
          "required": ["type", "numberMatched", "numberReturned", "features"],
          "properties": {
            "type": { "type": "string", "enum": ["FeatureCollection"] },
            "numberMatched": { "type": "integer", "description": "How many results there are in all pages." },
            "numberReturned": { "type": "integer", "description": "How many there are here." },
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
                  "properties": {
                    "type": "object",
                    "description": "What is known of the sensor or location; the values by type, each in the unit that /v1/measures tells.",
                    "required": ["locationId", "country", "time", "averagingMinutes", "index", "indexPm10", "indexPm25", "band", "colour"],
                    "properties": {
                      "sensorId": { "type": "integer", "format": "int64" },
                      "sensorType": { "type": ["string", "null"] },
                      "locationId": { "type": ["integer", "null"], "format": "int64" },
                      "country": { "type": ["string", "null"], "description": "ISO 3166-1, two letters." },
                      "time": { "type": "string", "format": "date-time" },
                      "averagingMinutes": { "type": "integer" },
                      "index": { "type": ["integer", "null"], "minimum": 1, "maximum": 10 },
                      "indexPm10": { "type": ["integer", "null"], "minimum": 1, "maximum": 10 },
                      "indexPm25": { "type": ["integer", "null"], "minimum": 1, "maximum": 10 },
                      "band": { "type": ["string", "null"] },
                      "colour": { "type": ["string", "null"], "description": "#RRGGBB." }
                    },
                    "additionalProperties": { "type": "number" }
                  }
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
