using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;

namespace AirQuality.Api.Latest;

/// <summary>What a client asks: the newest readings.</summary>
/// <param name="ByLocation">Whether the sensors of a location are taken together.</param>
/// <param name="Filter">Which.</param>
/// <param name="Sort">In which order.</param>
/// <param name="After">The place of the last result before; null for the first page.</param>
/// <param name="Question">The question in its normal form, without cursor and limit.</param>
/// <param name="Limit">How many.</param>
/// <param name="Format">In which form.</param>
internal sealed record LatestRequest(
    bool ByLocation, LatestFilter Filter, LatestSort Sort, SortPlace? After, string Question, int Limit, AnswerFormat Format) : IRequest<LatestRequest>
{
    private static readonly Parameter<bool> By = ParameterKinds.OneOf(
        "by",
        new Dictionary<string, bool> { ["sensor"] = false, ["location"] = true },
        "Whether each sensor is a result of its own, or the sensors of a location are taken together: the highest index, the newest value of each type.",
        fallback: "sensor");

    /// <inheritdoc />
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        By, ReadingParameters.Country, .. PlaceParameters.All, ReadingParameters.LocationId, ReadingParameters.SensorId, ReadingParameters.SensorType,
        ReadingParameters.IndexMin, ReadingParameters.IndexMax, ReadingParameters.Measure, LatestSort.Parameter,
        PageParameters.Limit, PageParameters.Cursor, AnswerFormats.Any,
    ];

    /// <inheritdoc />
    public static bool NamesMeasures => true;

    /// <inheritdoc />
    public static LatestRequest Read(ParameterReader reader)
    {
        var byLocation = reader.Value(By) ?? false;
        var question = reader.Normal(PageParameters.Cursor, PageParameters.Limit);
        var filter = LatestFilter.Read(reader);
        KnownMeasures.Check(reader, ReadingParameters.Measure, filter.Measures, KnownMeasures.IsValueType);
        return new(
            byLocation,
            filter,
            ReadSort(reader, byLocation),
            ReadPlace(reader, question),
            question,
            (int)(reader.Value(PageParameters.Limit) ?? PageParameters.DefaultLimit),
            AnswerFormats.Read(reader, AnswerFormats.Any));
    }

    private static LatestSort ReadSort(ParameterReader reader, bool byLocation)
    {
        if (reader.Object(LatestSort.Parameter) is not { } sort)
            return new(LatestSort.ById, Descending: false);
        var (ours, other) = byLocation ? ("location_id", "sensor_id") : ("sensor_id", "location_id");
        if (sort.Name == ours)
            return sort with { Name = LatestSort.ById };
        if (sort.Name == other)
            reader.Refuse(LatestSort.Parameter, $"sort is '{other}', and with by={(byLocation ? "location" : "sensor")} the list has none to sort by; take {ours}.");
        else if (sort.ValueType is { } measure)
            KnownMeasures.Check(reader, LatestSort.Parameter, [measure], KnownMeasures.IsValueType);
        return sort;
    }

    private static SortPlace? ReadPlace(ParameterReader reader, string question)
    {
        if (reader.Object(PageParameters.Cursor) is not { } text)
            return null;
        var place = SortPlace.Of(PageCursor.Read(question, text, 4));
        if (place is null)
            PageParameters.RefuseCursor(reader);
        return place;
    }
}
