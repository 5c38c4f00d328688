using Microsoft.OpenApi;

namespace AirQuality.Api.OpenApi;

/// <summary>The headers of answers, each described once.</summary>
internal static class HeaderTable
{
    /// <summary>Adds them to the document's components.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        Add(document, "ETag", "The answer's strong validator: a hash of its bytes. Send it as If-None-Match.", "\"q2Yd0mZ1kP3xWv7a\"");
        Add(document, "Last-Modified", "When the newest write to the store was seen.", "Tue, 24 Nov 2026 09:55:07 GMT");
        Add(document, "Cache-Control", "How long the answer stays good: until the store is looked at again.", "public, max-age=30");
        Add(document, "Link", "The next page (RFC 8288), where there is one.", "</v1/latest?limit=100&cursor=eyJxIjoi>; rel=\"next\"");
        Add(document, "Retry-After", "After how many seconds asking again makes sense.", "10");
        Add(document, "Location", "Where the step is followed.", "/v1/steps/s-2TR5Y8");
        Add(document, "WWW-Authenticate", "How to show a key.", "Bearer");
    }

    private static void Add(OpenApiDocument document, string name, string description, string example) =>
        document.AddComponent<IOpenApiHeader>(
            name, new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = example });
}
