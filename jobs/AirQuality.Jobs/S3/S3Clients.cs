using AirQuality.Jobs.Settings;
using Amazon.Runtime;
using Amazon.S3;

namespace AirQuality.Jobs.S3;

/// <summary>The one way to a server that speaks S3.</summary>
internal static class S3Clients
{
    /// <summary>Makes a client; credentials and region come from the usual AWS chain.</summary>
    /// <param name="settings">Where the server is.</param>
    /// <param name="attempts">Tries of a request at most; null: as many as the AWS SDK makes.</param>
    /// <exception cref="ConfigurationException">Neither the settings nor the chain say where S3 is.</exception>
    public static AmazonS3Client Open(S3Settings settings, int? attempts = null)
    {
        var config = settings.Endpoint is { } endpoint
            ? new AmazonS3Config { ServiceURL = endpoint.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1" }
            : new AmazonS3Config();
        if (attempts is { } limit)
            config.MaxErrorRetry = limit - 1;
        try
        {
            return new AmazonS3Client(config);
        }
        catch (AmazonClientException e)
        {
            throw new ConfigurationException($"S3 cannot be reached: {e.Message}. Set AWS_REGION, or S3:Endpoint for a server other than AWS.");
        }
    }

    /// <summary>Whether the server told us to stay away, so that asking again soon is of no use.</summary>
    public static bool IsRefusal(AmazonServiceException exception) => exception.ErrorCode is "AccessDenied" or "SlowDown";
}
