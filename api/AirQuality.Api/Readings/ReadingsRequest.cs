using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Readings;

/// <summary>What a client asks: rows of the table, newest first.</summary>
/// <param name="Criteria">Which.</param>
/// <param name="Span">From when to when; that of the first page on all later ones, so that "the last 24 hours" stay what they were.</param>
/// <param name="IsRepeatable">Whether both ends were given, so that the same question asks for the same instants later.</param>
/// <param name="Question">The question in its normal form, without cursor and limit.</param>
/// <param name="Start">Where the page begins; null for the first page.</param>
/// <param name="Limit">How many; null for every row, as a stream.</param>
/// <param name="Format">In which form.</param>
internal sealed record ReadingsRequest(
    ReadingCriteria Criteria, TimeSpanOfData Span, bool IsRepeatable, string Question, ReadingsCursor? Start, int? Limit, AnswerFormat Format)
    : IRequest<ReadingsRequest>
{
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(31);
    private static readonly TimeSpan LongestSpanOfOne = TimeSpan.FromDays(3_660);

    /// <summary>One location.</summary>
    public static readonly Parameter<long> LocationId = ReadingParameters.OneId("location_id", "location", "65");

    /// <summary>One sensor.</summary>
    public static readonly Parameter<long> SensorId = ReadingParameters.OneId("sensor_id", "sensor", "140");

    /// <inheritdoc />
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. TimeParameters.All, ReadingParameters.Country, LocationId, SensorId, ReadingParameters.SensorType,
        ReadingParameters.IndexMin, ReadingParameters.IndexMax, ReadingParameters.Measure, PageParameters.Limit, PageParameters.Cursor, AnswerFormats.JsonOrCsv,
    ];

    /// <inheritdoc />
    public static bool NamesMeasures => true;

    /// <inheritdoc />
    public static ReadingsRequest Read(ParameterReader reader)
    {
        var span = TimeParameters.Read(reader, reader.Now, DefaultSpan);
        var criteria = CriteriaOf(reader, span);
        KnownMeasures.Check(reader, ReadingParameters.Measure, criteria.ValueTypes, KnownMeasures.IsValueType);
        var longest = criteria is { LocationId: null, SensorId: null } ? LongestSpan : LongestSpanOfOne;
        if (span.Length > longest)
            reader.Refuse(reader.Has(TimeParameters.Last) ? TimeParameters.Last : TimeParameters.From, longest == LongestSpan
                ? "The span is longer than 31 days; ask for a shorter one, or for one location or sensor."
                : "The span is longer than 3660 days; ask for a shorter one.");

        var question = reader.Normal(PageParameters.Cursor, PageParameters.Limit);
        var start = ReadStart(reader, question, longest);
        var format = AnswerFormats.Read(reader, AnswerFormats.JsonOrCsv);
        var limit = (int?)reader.Value(PageParameters.Limit);
        return new(
            start is null ? criteria : criteria with { FromMs = start.Span.FromMs, ToMs = start.Span.ToMs },
            start?.Span ?? span,
            IsRepeatable: reader.Has(TimeParameters.From) && reader.Has(TimeParameters.To),
            question,
            start,
            format == AnswerFormat.Csv && start is null ? limit : limit ?? PageParameters.DefaultLimit,
            format);
    }

    private static ReadingCriteria CriteriaOf(ParameterReader reader, TimeSpanOfData span)
    {
        var (indexMin, indexMax) = ReadingParameters.ReadIndexRange(reader);
        return new(span.FromMs, span.ToMs)
        {
            Countries = reader.Values(ReadingParameters.Country),
            LocationId = reader.Value(LocationId),
            SensorId = reader.Value(SensorId),
            SensorTypes = reader.Values(ReadingParameters.SensorType),
            IndexMin = (int?)indexMin,
            IndexMax = (int?)indexMax,
            ValueTypes = reader.Values(ReadingParameters.Measure),
        };
    }

    private static ReadingsCursor? ReadStart(ParameterReader reader, string question, TimeSpan longest)
    {
        if (reader.Object(PageParameters.Cursor) is not { } text)
            return null;
        var start = ReadingsCursor.Read(question, text);
        if (start is null || start.Span.Length > longest)
            PageParameters.RefuseCursor(reader);
        return start;
    }
}
