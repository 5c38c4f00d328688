using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.Api.Problems;

/// <summary>The body of every error: RFC 9457 problem details.</summary>
internal sealed record Problem
{
    /// <summary>Names the kind of error; stable.</summary>
    [Description("Names the kind of error and never changes: urn:airquality:problem:<code>.")]
    public required string Type { get; init; }

    /// <summary>The kind in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened, to which input, and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>The path that was asked for.</summary>
    public required string Instance { get; init; }

    /// <summary>Finds the request in traces and logs.</summary>
    public required string TraceId { get; init; }

    /// <summary>Everything that is wrong with the request, where its parts were looked at one by one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<InputError>? Errors { get; init; }
}

/// <summary>One wrong part of a request.</summary>
/// <param name="Parameter">The parameter's name, or the path of the body's member.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
internal sealed record InputError(string Parameter, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    /// <summary>Leaves quotes and letters of other languages as they are: the media type keeps a browser from taking them for markup.</summary>
    public static ProblemJson Readable { get; } =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
