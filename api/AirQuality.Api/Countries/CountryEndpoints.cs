using System.ComponentModel;
using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using AirQuality.Api.Store;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Countries;

/// <summary>A country with readings.</summary>
internal sealed record CountryAnswer(
    [property: Description("ISO 3166-1, two letters.")] string Country,
    [property: Description("Sensors with a reading within the lookback.")] int Sensors,
    [property: Description("Their locations.")] int Locations,
    [property: Description("The highest index among them; null where none has one.")] int? MaxIndex,
    [property: Description("The instant of the newest reading, UTC.")] DateTime Newest)
{
    /// <summary>The answer for a country's readings, at least one.</summary>
    public static CountryAnswer Of(string country, IReadOnlyCollection<StoredReading> readings) => new(
        country,
        readings.Count,
        readings.Select(reading => reading.LocationId).Where(id => id is not null).Distinct().Count(),
        readings.Max(reading => reading.Index),
        ApiTime.Of(readings.Max(reading => reading.TimeMs)));
}

/// <summary><c>/v1/countries</c>.</summary>
internal static class CountryEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/countries", GetAsync)
            .WithName("getCountries").WithTags("Table").WithSummary("The countries that have sensors now").Produces<Page<CountryAnswer>>();

    private static async Task<Answer> GetAsync(Asked<NoParameters> asked, StoreWatch watch, CancellationToken cancellationToken)
    {
        var seen = await watch.GetAsync(cancellationToken);
        var countries = seen.Readings.Where(reading => reading.Country is not null).GroupBy(reading => reading.Country!, StringComparer.Ordinal)
            .OrderBy(country => country.Key, StringComparer.Ordinal).Select(country => CountryAnswer.Of(country.Key, [.. country])).ToList();
        return Answer.Json(new Page<CountryAnswer>(PageMeta.Whole(countries.Count), countries), ApiJson.Readable.PageCountryAnswer);
    }
}
