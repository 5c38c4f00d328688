using System.Net;
using System.Text.Json;

namespace AirQuality.Timestream.Tests.Scripted;

/// <summary>What the server does with a request.</summary>
internal abstract record Reaction
{
    /// <summary>Do it and answer.</summary>
    public static readonly Reaction Serve = new Served();

    /// <summary>Do it, then close the connection: the client never learns.</summary>
    public static readonly Reaction LoseAnswer = new Lost();

    public static readonly Reaction Throttle = Fail(HttpStatusCode.TooManyRequests, "ThrottlingException", "Rate exceeded.");

    public static readonly Reaction ServerError = Fail(HttpStatusCode.InternalServerError, "InternalServerException", "Something broke.");

    public static Reaction Fail(HttpStatusCode status, string code, string message)
    {
        var body = new Dictionary<string, string> { ["__type"] = "com.amazonaws.timestream.v20181101#" + code, ["Message"] = message };
        return new Answered((int)status, "application/x-amz-json-1.0", JsonSerializer.Serialize(body));
    }

    public static Reaction Invalid(string message) => Fail(HttpStatusCode.BadRequest, "ValidationException", message);

    public static Reaction Answer(int status, string contentType, string body) => new Answered(status, contentType, body);

    /// <summary>Refuse these records, and those that the table refuses anyway.</summary>
    public static Reaction Reject(params int[] indexes) => new Rejecting(indexes);

    internal sealed record Served : Reaction;

    internal sealed record Lost : Reaction;

    internal sealed record Rejecting(int[] Indexes) : Reaction;

    internal sealed record Answered(int Status, string ContentType, string Body) : Reaction;
}
