namespace AirQuality.Api.Steps.Local;

/// <summary>Starts and stops the queue with the host. It asks for it no earlier: the host makes its services before it checks the settings,
/// and would tell of one wrong section instead of all.</summary>
internal sealed class LocalStepHost(IServiceProvider services) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Queue().StartAsync(cancellationToken);

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Queue().StopAsync(cancellationToken);

    private LocalStepQueue Queue() => services.GetRequiredService<LocalStepQueue>();
}
