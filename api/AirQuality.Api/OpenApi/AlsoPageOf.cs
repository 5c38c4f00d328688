using AirQuality.Api.Answers;
using Microsoft.OpenApi;

namespace AirQuality.Api.OpenApi;

/// <summary>An endpoint's second kind of list, which a parameter asks for.</summary>
/// <param name="Item">What the list is of; another endpoint gives one of it alone.</param>
internal sealed record AlsoPageOf(Type Item)
{
    /// <summary>Adds the list to the document's schemas, and gives a reference to it.</summary>
    public OpenApiSchemaReference AddTo(OpenApiDocument document)
    {
        var name = $"PageOf{Item.Name}";
        document.AddComponent<IOpenApiSchema>(name, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "The envelope of every list.",
            Required = new HashSet<string> { "meta", "results" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["meta"] = new OpenApiSchemaReference(nameof(PageMeta), document) { Description = "About the list." },
                ["results"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchemaReference(Item.Name, document),
                    Description = "This page of it.",
                },
            },
        });
        return new(name, document);
    }
}

/// <summary>Says it.</summary>
internal static class AlsoPageExtensions
{
    /// <summary>Says that a parameter may ask for a list of something else.</summary>
    public static RouteHandlerBuilder AlsoProducesPageOf<T>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new AlsoPageOf(typeof(T)));
}
