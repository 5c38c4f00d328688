using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Locations;

/// <summary>What a client asks: one measure of a location over time.</summary>
internal sealed record SeriesRequest(
    long LocationId, string Measure, TimeSpanOfData Span, TimeSpan Bin, SeriesAggregate Aggregate, AnswerFormat Format) : IRequest<SeriesRequest>
{
    private const string DefaultMeasure = "aqi";
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(24);

    /// <summary>The location.</summary>
    public static readonly Parameter<long> Id = ReadingParameters.IdInPath("location", "65");

    /// <summary>The measure.</summary>
    public static readonly Parameter<string> MeasureName = ParameterKinds.Text(
        "measure", ReadingParameters.MeasureName(), "aqi, aqi_pm10, aqi_pm25 or a value type's name such as P1; /v1/measures lists them",
        "What to show: the index (aqi), that of one pollutant (aqi_pm10, aqi_pm25), or a value type. aqi unless told.", "aqi");

    private static readonly Dictionary<string, SeriesAggregate> AggregateWords = new(StringComparer.Ordinal)
    {
        ["avg"] = SeriesAggregate.Avg,
        ["max"] = SeriesAggregate.Max,
        ["min"] = SeriesAggregate.Min,
    };

    /// <summary>How the readings of a bin become one value.</summary>
    public static readonly Parameter<SeriesAggregate> AggregateName = ParameterKinds.OneOf(
        "aggregate",
        AggregateWords,
        "How the readings of a bin become one value: their mean, the highest, the lowest.",
        fallback: "avg");

    /// <inheritdoc />
    public static IReadOnlyList<Parameter> Parameters { get; } =
        [Id, MeasureName, .. TimeParameters.All, SeriesBins.Length, AggregateName, AnswerFormats.JsonOrCsv];

    /// <summary>The aggregate as the parameter writes it.</summary>
    public string AggregateWord => AggregateWords.Single(word => word.Value == Aggregate).Key;

    /// <inheritdoc />
    public static bool NamesMeasures => true;

    /// <inheritdoc />
    public static SeriesRequest Read(ParameterReader reader)
    {
        var span = TimeParameters.Read(reader, reader.Now, DefaultSpan);
        var measure = reader.Object(MeasureName) ?? DefaultMeasure;
        KnownMeasures.Check(reader, MeasureName, [measure], static (columns, name) => columns.HasMeasure(name) || TableColumns.IndexMeasures.Contains(name));
        return new(
            reader.Value(Id) ?? 0,
            measure,
            span,
            SeriesBins.Read(reader, span),
            reader.Value(AggregateName) ?? SeriesAggregate.Avg,
            AnswerFormats.Read(reader, AnswerFormats.JsonOrCsv));
    }
}
