using Amazon;
using Amazon.ElasticMapReduce;
using Amazon.Runtime;

namespace AirQuality.Api.Steps.Emr;

/// <summary>Two clients of EMR: one that repeats what may be repeated, and one that never does.</summary>
internal sealed class EmrClients : IDisposable
{
    /// <summary>Makes them; they connect when they are used.</summary>
    public EmrClients(EmrSettings settings)
    {
        Repeating = new AmazonElasticMapReduceClient(Configured(settings, settings.Attempts - 1));
        var once = Configured(settings, 0);
        once.HttpClientFactory = new SendOnce();
        Once = new AmazonElasticMapReduceClient(once);
    }

    /// <summary>For questions and cancellations, which change nothing when they come twice.</summary>
    public IAmazonElasticMapReduce Repeating { get; }

    /// <summary>For submissions: a request whose answer was lost may have added its step.</summary>
    public IAmazonElasticMapReduce Once { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Repeating.Dispose();
        Once.Dispose();
    }

    private static AmazonElasticMapReduceConfig Configured(EmrSettings settings, int retries)
    {
        var config = new AmazonElasticMapReduceConfig
        {
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = retries,
            Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
        };
        if (settings.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = settings.Region ?? "us-east-1";
        }
        else if (settings.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        return config;
    }
}
