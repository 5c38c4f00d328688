using AirQuality.Api.Parameters;
using AirQuality.Api.Problems;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AirQuality.Api.Answers;

/// <summary>In which form an answer is given.</summary>
internal enum AnswerFormat
{
    /// <summary><c>application/json</c>.</summary>
    Json,

    /// <summary><c>application/geo+json</c>, RFC 7946.</summary>
    GeoJson,

    /// <summary><c>text/csv</c>, RFC 4180, with a header line.</summary>
    Csv,
}

/// <summary>Chooses the form: <c>format</c> wins over the Accept header, because a link cannot carry one.</summary>
internal static class AnswerFormats
{
    /// <summary>Where JSON and CSV are served.</summary>
    public static readonly Parameter<AnswerFormat> JsonOrCsv = Of(AnswerFormat.Json, AnswerFormat.Csv);

    /// <summary>Where GeoJSON is served too.</summary>
    public static readonly Parameter<AnswerFormat> Any = Of(AnswerFormat.Json, AnswerFormat.GeoJson, AnswerFormat.Csv);

    /// <summary>The media type of a form.</summary>
    public static string MediaType(AnswerFormat format) => format switch
    {
        AnswerFormat.GeoJson => "application/geo+json",
        AnswerFormat.Csv => "text/csv",
        _ => "application/json",
    };

    /// <summary>The form that a request asks for.</summary>
    /// <exception cref="ProblemException">The Accept header allows none of those served.</exception>
    public static AnswerFormat Read(ParameterReader reader, Parameter<AnswerFormat> parameter) =>
        reader.Value(parameter) ?? Negotiate(reader.Request, parameter == Any
            ? [AnswerFormat.Json, AnswerFormat.GeoJson, AnswerFormat.Csv]
            : [AnswerFormat.Json, AnswerFormat.Csv]);

    /// <summary>The first form that the Accept header likes best (RFC 9110 section 12.5.1).</summary>
    /// <exception cref="ProblemException">It allows none of those served.</exception>
    public static AnswerFormat Negotiate(HttpRequest request, ReadOnlySpan<AnswerFormat> served)
    {
        if (StringValues.IsNullOrEmpty(request.Headers.Accept))
            return served[0];
        var ranges = MediaTypeHeaderValue.TryParseList(request.Headers.Accept!, out var parsed) ? parsed : [];
        foreach (var range in ranges.Where(range => range.Quality is null or > 0).OrderByDescending(range => range.Quality ?? 1))
            foreach (var format in served)
                if (ReferenceEquals(range, RuleFor(format, ranges)))
                    return format;
        throw new ProblemException(
            ProblemType.NotAcceptable,
            $"None of the formats in the Accept header is served here; ask for {string.Join(", ", served.ToArray().Select(MediaType))}, or leave the header out.");
    }

    // The most specific range speaks for a form, so that "application/json;q=0, */*" is anything but JSON.
    private static MediaTypeHeaderValue? RuleFor(AnswerFormat format, IEnumerable<MediaTypeHeaderValue> ranges)
    {
        var type = new MediaTypeHeaderValue(MediaType(format));
        return ranges.Where(range => Covers(range, type)).MaxBy(Specificity);
    }

    // There is one version of each form, so a parameter such as charset=utf-8 chooses nothing.
    private static bool Covers(MediaTypeHeaderValue range, MediaTypeHeaderValue type) =>
        range.MatchesAllTypes
        || (range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes
                || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase)
                || (range.MatchesAllSubTypesWithoutSuffix && range.Suffix.Equals(type.Suffix, StringComparison.OrdinalIgnoreCase))));

    private static int Specificity(MediaTypeHeaderValue range) => range switch
    {
        { MatchesAllTypes: true } => 0,
        { MatchesAllSubTypes: true } => 1,
        { MatchesAllSubTypesWithoutSuffix: true } => 2,
        _ => 3,
    };

    private static Parameter<AnswerFormat> Of(params ReadOnlySpan<AnswerFormat> formats)
    {
        var words = new Dictionary<string, AnswerFormat>(StringComparer.Ordinal);
        foreach (var format in formats)
            words.Add(format switch { AnswerFormat.GeoJson => "geojson", AnswerFormat.Csv => "csv", _ => "json" }, format);
        return ParameterKinds.OneOf("format", words, "The form of the answer; wins over the Accept header.", fallback: "json");
    }
}
