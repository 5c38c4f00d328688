using Microsoft.OpenApi;

namespace AirQuality.Api.OpenApi;

/// <summary>The contract as a document, OpenAPI 3.1: made from the endpoints' own metadata, so that it cannot promise what is not there.</summary>
internal static class ApiDocument
{
    /// <summary>Where it is served.</summary>
    public const string Path = "/openapi/v1.json";

    /// <summary>Brings in what makes it. Each transformer describes one side of an operation.</summary>
    public static void AddApiDocument(this IServiceCollection services)
    {
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddOperationTransformer<ParameterDescriber>();
            options.AddSchemaTransformer<MeasurementsSchema>();
            options.AddOperationTransformer<RequestDescriber>();
            options.AddOperationTransformer<AnswerDescriber>();
            options.AddOperationTransformer<ProblemDescriber>();
            options.AddDocumentTransformer<DocumentDescriber>();
        });
    }

    /// <summary>Serves it, and nothing at other names: the framework would answer those without a problem.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json").WithMetadata(new HttpMethodMetadata(["GET", "HEAD"]));
}
