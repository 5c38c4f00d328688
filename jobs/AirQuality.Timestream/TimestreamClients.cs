using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.TimestreamQuery;
using Amazon.TimestreamWrite;

namespace AirQuality.Timestream;

/// <summary>Makes the SDK's clients from the settings.</summary>
public static class TimestreamClients
{
    private static readonly string[] _credentialVariables =
    [
        "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];

    /// <summary>A client for writing; the caller disposes of it.</summary>
    /// <exception cref="TimestreamException">There is no region, or the SDK refuses the settings.</exception>
    public static IAmazonTimestreamWrite CreateWrite(TimestreamOptions options)
    {
        try
        {
            var config = Configured(new AmazonTimestreamWriteConfig(), options, options.RequestTimeout);
            return CredentialsFor(options) is { } credentials
                ? new AmazonTimestreamWriteClient(credentials, config)
                : new AmazonTimestreamWriteClient(config);
        }
        catch (AmazonClientException failure) when (TimestreamErrors.From(failure, options) is { } error)
        {
            throw error;
        }
    }

    /// <summary>A client for queries; the caller disposes of it.</summary>
    /// <exception cref="TimestreamException">There is no region, or the SDK refuses the settings.</exception>
    public static IAmazonTimestreamQuery CreateQuery(TimestreamOptions options)
    {
        try
        {
            var config = Configured(new AmazonTimestreamQueryConfig(), options, options.QueryTimeout);
            return CredentialsFor(options) is { } credentials
                ? new AmazonTimestreamQueryClient(credentials, config)
                : new AmazonTimestreamQueryClient(config);
        }
        catch (AmazonClientException failure) when (TimestreamErrors.From(failure, options) is { } error)
        {
            throw error;
        }
    }

    private static T Configured<T>(T config, TimestreamOptions options, TimeSpan timeout)
        where T : ClientConfig
    {
        // An address set in code keeps the SDK from asking it for another one,
        // and from looking for a region on an instance's metadata service.
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = options.Region
                ?? FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName
                ?? "us-east-1";
        }
        else if (options.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        config.Timeout = timeout;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = options.MaxAttempts - 1;
        return config;
    }

    /// <summary>
    /// Null leaves the choice to the SDK. A server on this machine needs no AWS account, so where nothing is configured it gets a made-up
    /// key
    /// instead of seconds of waiting for an instance's metadata service that is not there.
    /// </summary>
    private static BasicAWSCredentials? CredentialsFor(TimestreamOptions options) =>
        options.Endpoint is { IsLoopback: true } && !HasCredentials() ? new BasicAWSCredentials("local", "local") : null;

    private static bool HasCredentials() =>
        _credentialVariables.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 })
        || new CredentialProfileStoreChain().TryGetAWSCredentials("default", out _);
}
