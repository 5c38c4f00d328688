using AirQuality.Api.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AirQuality.Api.OpenApi;

/// <summary>Describes what all operations share, and the document itself.</summary>
internal sealed class DocumentDescriber : IOpenApiDocumentTransformer
{
    private const string BearerScheme = "bearer";
    private const string HeaderScheme = "apiKey";

    private const string Description = """
        The UK Daily Air Quality Index of Sensor.Community's citizen sensors: the newest readings, series, summaries and raw rows as JSON, GeoJSON
        and CSV, and the steps that fill the table.

        Times are RFC 3339 in UTC; parameters are snake_case and members camelCase; an unknown parameter is an error that names it. Lists come as
        `{"meta": {"found", "limit", "next"}, "results": […]}`; `cursor` goes on where a page ends. Every answer of the read side has a strong ETag, but rows streamed as CSV.
        Errors are RFC 9457 problem details whose `type` never changes. Every GET has a HEAD.

        The index is defined for 24 h means of reference instruments; what low-cost sensors give is *indicative*.

        Readings are from [Sensor.Community](https://sensor.community/) (database ODbL 1.0, contents DbCL 1.0); whoever passes them on names it.
        """;

    /// <inheritdoc />
    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "AirQuality",
            Version = "1",
            Description = Description,
            License = new() { Name = "MIT (the software)", Identifier = "MIT" },
            Extensions = new Dictionary<string, IOpenApiExtension>
            {
                ["x-data-licence"] = new JsonNodeExtension("Sensor.Community (formerly known as Luftdaten.info): database ODbL 1.0, contents DbCL 1.0"),
            },
        };
        document.ExternalDocs = new() { Description = "Sensor.Community, where the readings are from", Url = new("https://sensor.community/") };
        document.Servers = [new() { Url = "/", Description = "This server" }];
        foreach (var path in document.Paths.Values)
            path.Operations?.Remove(HttpMethod.Head);
        document.AddComponent<IOpenApiSchema>(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), cancellationToken: cancellationToken));
        document.AddComponent<IOpenApiSchema>(GeoJsonSchema.Name, GeoJsonSchema.Create(document));
        HeaderTable.AddTo(document);
        ProblemExamples.AddTo(document);
        AddKeySchemes(document);
        document.Tags = new HashSet<OpenApiTag>(TagTable.Used(document));
    }

    /// <summary>Either of the two ways to show a key.</summary>
    public static IEnumerable<OpenApiSecurityRequirement> KeySchemes(OpenApiDocument document)
    {
        yield return new() { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] };
        yield return new() { [new OpenApiSecuritySchemeReference(HeaderScheme, document)] = [] };
    }

    private static void AddKeySchemes(OpenApiDocument document)
    {
        document.AddComponent<IOpenApiSecurityScheme>(BearerScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key of this server's settings, with the scope steps:read or steps:write.",
        });
        document.AddComponent<IOpenApiSecurityScheme>(HeaderScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "X-Api-Key",
            Description = "The same key in a header of its own.",
        });
    }
}
