using AirQuality.Api.Steps.Templates;
using AirQuality.Api.Store;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Steps.Local;

/// <summary>Where steps of this machine run, and the table they fill: the server's own.</summary>
/// <param name="settings">The settings.</param>
/// <param name="data">The server's data folder.</param>
/// <param name="store">The way to the server's table.</param>
internal sealed class LocalStepPlace(LocalStepSettings settings, IOptions<DataSettings> data, StoreConnection store)
{
    /// <summary>Their place, once the host has started.</summary>
    public StepPlace Now()
    {
        var table = store.Options;
        var options = new List<string>();
        if (table.Endpoint is { } endpoint)
            options.AddRange(["--endpoint", endpoint.AbsoluteUri]);
        if (table.Region is { } region)
            options.AddRange(["--region", region]);
        return new("", settings.Program, settings.Data ?? data.Value.Data, [.. options, "--database", table.Database, "--table", table.Table]);
    }
}
