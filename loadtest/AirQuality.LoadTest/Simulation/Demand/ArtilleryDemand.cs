using System.Globalization;
using System.Text.Json;

namespace AirQuality.LoadTest.Simulation.Demand;

/// <summary>The demand behind an artillery result: requests of each period, times what a request costs.</summary>
internal static class ArtilleryDemand
{
    /// <summary>Artillery counts in periods of ten seconds.</summary>
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(10);

    /// <summary>Reads a result.</summary>
    /// <param name="json">The file, as artillery's <c>--output</c> writes it.</param>
    /// <param name="secondsPerRequest">How long a request keeps an instance busy.</param>
    /// <exception cref="InvalidDataException">There are no periods in it, or no times or numbers of requests in them.</exception>
    public static DemandTrace Read(string json, double secondsPerRequest)
    {
        using var document = Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("intermediate", out var periods)
            || periods.ValueKind != JsonValueKind.Array || periods.GetArrayLength() == 0)
            throw new InvalidDataException("it has no 'intermediate' periods, so nothing tells when the requests came; give the file that 'artillery run --output' wrote.");
        var counts = new SortedDictionary<long, double>();
        foreach (var period in periods.EnumerateArray())
            counts[StartMs(period)] = Requests(period);
        var start = counts.Keys.First();
        var demand = new double[(counts.Keys.Last() - start) / (long)_period.TotalMilliseconds + 1]; // Periods in which nothing happened are left out of the file.
        if (demand.Length > TraceFile.MaxSteps)
            throw new InvalidDataException("its periods are more than a month apart.");
        foreach (var (ms, requests) in counts)
            demand[(ms - start) / (long)_period.TotalMilliseconds] = requests / _period.TotalSeconds * secondsPerRequest;
        return new(DateTimeOffset.FromUnixTimeMilliseconds(start), _period, demand);
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"it is no JSON (line {exception.LineNumber + 1}).", exception);
        }
    }

    private static long StartMs(JsonElement period) =>
        period.ValueKind == JsonValueKind.Object && period.TryGetProperty("period", out var start)
        && long.TryParse(start.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253402300800000
            ? ms
            : throw new InvalidDataException("a period of 'intermediate' has no 'period', the millisecond at which it begins.");

    private static double Requests(JsonElement period)
    {
        if (!period.TryGetProperty("counters", out var counters) || counters.ValueKind != JsonValueKind.Object || !counters.TryGetProperty("http.requests", out var requests))
            return 0; // Nobody asked anything in that period.
        return requests.ValueKind == JsonValueKind.Number && requests.TryGetDouble(out var count) && count >= 0
            ? count
            : throw new InvalidDataException("a period of 'intermediate' counts its 'http.requests' with something that is no number of requests.");
    }
}
