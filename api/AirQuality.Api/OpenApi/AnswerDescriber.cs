using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.OpenApi;

namespace AirQuality.Api.OpenApi;

/// <summary>Describes an operation's good answers: their forms, headers and an example.</summary>
internal sealed class AnswerDescriber : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    /// <inheritdoc />
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var document = context.Document!;
        var answers = operation.Responses ??= [];
        foreach (var (status, answer) in answers)
            if (status.StartsWith('2') && answer.Content is { } content && content.TryGetValue(Json, out var json))
                json.Example = OperationExamples.FindAnswer(operation.OperationId);
        if (answers.GetValueOrDefault("202") is OpenApiResponse accepted)
            AddHeaders(accepted, document, "Location");
        if (answers.GetValueOrDefault("200") is OpenApiResponse ok && metadata.OfType<IOutputCachePolicy>().Any())
            DescribeRead(answers, ok, metadata.OfType<ParametersMetadata>().SingleOrDefault()?.Parameters ?? [], document);
        if (answers.GetValueOrDefault("303") is OpenApiResponse elsewhere)
            AddHeaders(elsewhere, document, "Location");
        if (metadata.OfType<AlsoPageOf>().SingleOrDefault() is { } other && answers["200"].Content is { } forms)
            forms[Json].Schema = new OpenApiSchema { AnyOf = [forms[Json].Schema!, other.AddTo(document)] };
        return Task.CompletedTask;
    }

    private static void DescribeRead(OpenApiResponses answers, OpenApiResponse ok, IReadOnlyList<Parameter> parameters, OpenApiDocument document)
    {
        ok.Description = "What was asked for.";
        AddHeaders(ok, document, "ETag", "Last-Modified", "Cache-Control");
        var unchanged = new OpenApiResponse { Description = "If-None-Match names the answer's validator: the client has it already." };
        AddHeaders(unchanged, document, "ETag", "Last-Modified", "Cache-Control");
        answers["304"] = unchanged;
        if (parameters.Contains(PageParameters.Cursor))
            AddHeaders(ok, document, "Link");
        var forms = ok.Content ??= new Dictionary<string, OpenApiMediaType>();
        if (parameters.Contains(AnswerFormats.Any))
            forms[AnswerFormats.MediaType(AnswerFormat.GeoJson)] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(GeoJsonSchema.Name, document) };
        if (parameters.Any(parameter => parameter is Parameter<AnswerFormat>))
            forms[AnswerFormats.MediaType(AnswerFormat.Csv)] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "RFC 4180: a header line with snake_case names, then a line a result." },
            };
    }

    private static void AddHeaders(OpenApiResponse answer, OpenApiDocument document, params ReadOnlySpan<string> names)
    {
        var headers = answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
        foreach (var name in names)
            headers[name] = new OpenApiHeaderReference(name, document);
    }
}
