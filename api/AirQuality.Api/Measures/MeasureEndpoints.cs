using System.ComponentModel;
using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using AirQuality.Api.Store;
using AirQuality.Core.Readings;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Measures;

/// <summary>Something that the table holds values of.</summary>
internal sealed record MeasureAnswer(
    [property: Description("The name to ask for it by.")] string Name,
    [property: Description("What it measures, such as PM10; null where that is not known.")] string? Quantity,
    [property: Description("The unit of its values, 1 for an index; null where that is not known.")] string? Unit,
    [property: Description("double, or integer for an index.")] string Type);

/// <summary><c>/v1/measures</c>.</summary>
internal static class MeasureEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/measures", GetAsync)
            .WithName("getMeasures").WithTags("Table").WithSummary("What the table holds values of, and in which units").Produces<Page<MeasureAnswer>>();

    private static async Task<Answer> GetAsync(Asked<NoParameters> asked, StoreWatch watch, CancellationToken cancellationToken)
    {
        var columns = (await watch.GetAsync(cancellationToken)).Columns;
        List<MeasureAnswer> measures =
        [
            .. TableColumns.IndexMeasures.Where(columns.HasMeasure).Select(name => new MeasureAnswer(name, "index", "1", "integer")),
            .. columns.ValueTypes.Select(name => ValueTypes.Find(name)).Select(type => new MeasureAnswer(type.Name, type.Quantity, type.Unit, "double")),
        ];
        return Answer.Json(new Page<MeasureAnswer>(PageMeta.Whole(measures.Count), measures), ApiJson.Readable.PageMeasureAnswer);
    }
}
