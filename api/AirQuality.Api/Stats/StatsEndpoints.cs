using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using AirQuality.Api.Store;
using AirQuality.Core.Index;
using AirQuality.Timestream.Reading;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Stats;

/// <summary><c>/v1/stats</c>.</summary>
internal static class StatsEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/stats", GetAsync)
            .WithName("getStats").WithTags("Table").WithSummary("How much the table holds, and how fresh it is").Produces<StatsAnswer>();

    private static async Task<Answer> GetAsync(
        Asked<NoParameters> asked, StoreWatch watch, StoreConnection store, IOptions<StoreSettings> settings, CancellationToken cancellationToken)
    {
        var seen = await watch.GetAsync(cancellationToken);
        var table = await new TableStatsQuery(store.Queries, store.Options).ReadAsync(cancellationToken);
        var standard = IndexStandard.UkDaqi;
        var answer = new StatsAnswer(
            table.Rows,
            seen.Readings.Count,
            seen.Readings.Select(reading => reading.LocationId).Where(id => id is not null).Distinct().Count(),
            ApiTime.Of(table.NewestMs),
            ApiTime.Of(table.OldestMs),
            settings.Value.LookbackHours,
            new(standard.Id, standard.Name, standard.Version, standard.Source));
        return Answer.Json(answer, ApiJson.Readable.StatsAnswer);
    }
}
