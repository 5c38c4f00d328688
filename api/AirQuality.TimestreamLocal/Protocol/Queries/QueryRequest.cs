using System.Text.Json.Serialization;
using AirQuality.TimestreamLocal.Sql.Syntax;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>The members of Query.</summary>
/// <param name="QueryString">The SQL.</param>
/// <param name="ClientToken">Makes the call idempotent; for a later page nothing hangs on it, because some clients repeat the first page's
/// and others make a new one.</param>
/// <param name="NextToken">The page wanted.</param>
/// <param name="MaxRows">Most rows of a page, 1 to 1000.</param>
/// <param name="QueryInsights">Whether to say what the query read.</param>
internal sealed record QueryRequest(
    string? QueryString, string? ClientToken, string? NextToken, long? MaxRows, QueryInsightsSettings? QueryInsights)
{
    private const int MostRows = 1000;
    private const string Insights = "ENABLED_WITH_RATE_CONTROL";

    /// <summary>Whether the answer says what the query read.</summary>
    [JsonIgnore]
    public bool WantsInsights => QueryInsights?.Mode == Insights;

    /// <summary>Checks the service model's constraints.</summary>
    /// <exception cref="ServiceException">ValidationException with every breach.</exception>
    public void Check()
    {
        var constraints = new Constraints();
        constraints.Required(QueryString, "queryString");
        constraints.Length(QueryString, "queryString", 1, Parser.MaximumLength);
        constraints.Length(ClientToken, "clientToken", 32, 128);
        constraints.Length(NextToken, "nextToken", 1, 2048);
        constraints.Range(MaxRows, "maxRows", 1, MostRows);
        if (QueryInsights is { } insights && constraints.Required(insights.Mode, "queryInsights.mode"))
            constraints.OneOf(insights.Mode, "queryInsights.mode", Insights, "DISABLED");
        constraints.ThrowIfAny();
    }
}

/// <summary>The member QueryInsights.</summary>
/// <param name="Mode">ENABLED_WITH_RATE_CONTROL or DISABLED.</param>
internal sealed record QueryInsightsSettings(string? Mode);

/// <summary>The members of CancelQuery.</summary>
/// <param name="QueryId">The query.</param>
internal sealed record CancelQueryRequest(string? QueryId);

/// <summary>The members of PrepareQuery.</summary>
/// <param name="QueryString">The SQL, with parameters written <c>@name</c>.</param>
/// <param name="ValidateOnly">Must be true: the service keeps no prepared queries (API reference, PrepareQuery).</param>
internal sealed record PrepareQueryRequest(string? QueryString, bool? ValidateOnly)
{
    /// <summary>Checks the service model's constraints.</summary>
    /// <exception cref="ServiceException">ValidationException.</exception>
    public void Check()
    {
        var constraints = new Constraints();
        constraints.Required(QueryString, "queryString");
        constraints.Length(QueryString, "queryString", 1, Parser.MaximumLength);
        constraints.ThrowIfAny();
        if (ValidateOnly != true)
            throw ServiceException.Validation("PrepareQuery is supported only with ValidateOnly set to true.");
    }
}

/// <summary>The JSON of the Query API's requests, generated at build time.</summary>
[JsonSerializable(typeof(QueryRequest))]
[JsonSerializable(typeof(CancelQueryRequest))]
[JsonSerializable(typeof(PrepareQueryRequest))]
internal sealed partial class QueryJson : JsonSerializerContext;
