using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AirQuality.Timestream.Reading;

/// <summary>Traces and times each request for a page of a query, under OpenTelemetry's names for database clients; the SQL stays out of them.</summary>
public static class QueryTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "AirQuality.Timestream";

    private const string System = "aws.timestream";
    private const string Operation = "SELECT";
    private static readonly ActivitySource _source = new(Name);
    private static readonly Meter _meter = new(Name);
    private static readonly Histogram<double> _duration =
        _meter.CreateHistogram<double>("db.client.operation.duration", "s", "Duration of requests to Timestream.");

    /// <summary>Runs one request and tells of it.</summary>
    internal static async Task<T> MeasureAsync<T>(TimestreamOptions options, Func<Task<T>> request)
    {
        using var activity = _source.StartActivity($"{Operation} {options.Table}", ActivityKind.Client);
        var tags = new TagList
        {
            { "db.system.name", System },
            { "db.operation.name", Operation },
            { "db.namespace", options.Database },
            { "db.collection.name", options.Table },
        };
        if (options.Endpoint is { } endpoint)
            tags.Add("server.address", endpoint.Host);
        foreach (var (key, value) in tags)
            activity?.SetTag(key, value);
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await request();
        }
        catch (Exception exception)
        {
            var error = exception is TimestreamException failure ? failure.StableCode : exception.GetType().Name;
            tags.Add("error.type", error);
            activity?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        }
    }
}
