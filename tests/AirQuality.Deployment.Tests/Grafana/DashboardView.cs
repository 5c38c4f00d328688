using System.Globalization;
using System.Text.Json.Nodes;
using AirQuality.Core.Readings;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The dashboard as a viewer has set it, and the readings that it then is about.</summary>
internal sealed record DashboardView(FilledTable Table)
{
    private static readonly JsonNode _source = Provisioning.Read("datasources/timestream.yaml", Provisioning.Instance)["datasources"]![0]!["jsonData"]!;

    /// <summary>What the dashboard itself says stands for all locations.</summary>
    public static VariableValue All { get; } = new VariableValue.All((string)Dashboard.Variable("location")["allValue"]!);

    public VariableValue Measure { get; init; } = new VariableValue.One("aqi");

    public VariableValue Location { get; init; } = All;

    public TimeSpan Span { get; init; } = TimeSpan.FromHours(24);

    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    public DateTimeOffset To => Table.Now;

    public DateTimeOffset From => To - Span;

    public QuerySettings Settings => new(From, To, Interval, Table.Now, _source);

    /// <summary>The readings of the chosen locations and time.</summary>
    public IEnumerable<Reading> Chosen => Within(From);

    /// <summary>The locations that have a measure, those with the most readings first.</summary>
    public IEnumerable<long> Busiest(string measure) => Chosen.Where(reading => Value(reading, measure) is not null)
        .GroupBy(reading => reading.LocationId!.Value).OrderByDescending(place => place.Count()).ThenBy(place => place.Key).Select(place => place.Key);

    /// <summary>The view on one measure.</summary>
    public DashboardView Of(string measure) => this with { Measure = new VariableValue.One(measure) };

    /// <summary>The view on some locations.</summary>
    public DashboardView At(params IEnumerable<long> locations) =>
        this with { Location = new VariableValue.Many([.. locations.Select(id => id.ToString(CultureInfo.InvariantCulture))]) };

    /// <summary>The readings of the chosen locations since a time.</summary>
    public IEnumerable<Reading> Within(DateTimeOffset from) =>
        Table.Readings.Where(reading => Time(reading) >= from && Time(reading) <= To && reading.LocationId is { } id && IsChosen(id));

    /// <summary>The SQL of a panel, as Timestream gets it.</summary>
    public string Sql(string title) => Expand(Dashboard.Sql(Dashboard.Panel(title)));

    /// <summary>Some of the dashboard's SQL, as Timestream gets it.</summary>
    public string Expand(string sql) =>
        PluginSql.Expand(PluginSql.Interpolate(sql, new Dictionary<string, VariableValue> { ["measure"] = Measure, ["location"] = Location }), Settings);

    /// <summary>What Grafana gets for a panel.</summary>
    public async Task<Frame> ShowAsync(string title) =>
        Frame.Of(await Table.QueryAsync(Sql(title)), (int)Dashboard.Target(Dashboard.Panel(title))["format"]!);

    public static DateTimeOffset Time(Reading reading) => DateTimeOffset.FromUnixTimeMilliseconds(reading.TimeMs);

    /// <summary>The value of a measure in a reading; null where it has none.</summary>
    public static double? Value(Reading reading, string measure) => measure switch
    {
        "aqi" => reading.Index,
        "aqi_pm10" => reading.IndexPm10,
        "aqi_pm25" => reading.IndexPm25,
        "altitude" => reading.Altitude,
        _ => reading.Measurements.Where(measurement => measurement.ValueType == measure).Select(measurement => (double?)measurement.Value).SingleOrDefault(),
    };

    private bool IsChosen(long location) => Location is VariableValue.All
        || (Location is VariableValue.Many many && many.Texts.Contains(location.ToString(CultureInfo.InvariantCulture)));
}
