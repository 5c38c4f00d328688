using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>One filled table for all who ask it.</summary>
[CollectionDefinition(Name)]
public sealed class OnFilledTable : ICollectionFixture<FilledTable>
{
    public const string Name = "Filled table";
}
