using AirQuality.Timestream;

namespace AirQuality.Jobs.Engine;

/// <summary>Names a table, exactly and roughly.</summary>
/// <param name="Target">Where it is reached, for reports: <c>embedded air_quality.readings</c>, <c>http://… air_quality.readings</c>.</param>
/// <param name="Destination">
/// Which table it is, as a file name: what waits in the spool or was cut short goes to this one and no other. All local servers are one
/// destination, because their ports change from start to start.
/// </param>
internal sealed record TableAddress(string Target, string Destination)
{
    /// <summary>The address that settings lead to; with neither endpoint nor region, the store embedded in the data folder.</summary>
    public static TableAddress Of(TimestreamOptions options)
    {
        var table = $"{options.Database}.{options.Table}";
        return options switch
        {
            { Endpoint: { IsLoopback: true } local } => new($"{local} {table}", $"local-{table}"),
            { Endpoint: { } remote } => new($"{remote} {table}", $"{remote.IdnHost}-{table}".Replace(':', '_')),
            { Region: { } region } => new($"aws {region} {table}", $"aws-{region}-{table}"),
            _ => new($"embedded {table}", $"local-{table}"),
        };
    }
}
