using System.Net;
using AirQuality.Jobs.S3;
using AirQuality.Jobs.Settings;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace AirQuality.Jobs.Landing;

/// <summary>Fetches a feed that lies in S3 as one object.</summary>
internal sealed class S3Feed(AirQualitySettings settings) : IDisposable
{
    private AmazonS3Client? _client; // made on first use: it needs a region, other feeds do not

    /// <summary>Fetches the object into a file in <paramref name="folder"/>.</summary>
    /// <returns>The snapshot, or null when the object still has the entity tag <paramref name="etag"/>.</returns>
    /// <exception cref="FeedException">It could not be had; the message says why.</exception>
    public async Task<IncomingSnapshot?> FetchAsync(FeedSource feed, string? etag, string folder, CancellationToken cancellationToken)
    {
        var (bucket, key) = S3Address.Of(feed.Location);
        try
        {
            _client ??= S3Clients.Open(settings.S3, settings.Feed.Attempts);
            using var answer = await _client.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key, EtagToNotMatch = etag }, cancellationToken);
            return await IncomingSnapshot.ReceiveAsync(feed, answer.ResponseStream, new(answer.ETag, answer.LastModified), folder, settings.Feed, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotModified)
        {
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && Describe(feed, e) is { } failure)
        {
            throw failure;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client?.Dispose();

    private static FeedException? Describe(FeedSource feed, Exception exception) => exception switch
    {
        AmazonServiceException e when S3Clients.IsRefusal(e) => new("feed_refused",
            $"The feed {feed.Location} was refused: {e.ErrorCode}: {e.Message} Reading needs s3:GetObject; without s3:ListBucket a missing object is refused too.", refused: true, e),
        AmazonServiceException { ErrorCode.Length: > 0 } e => new("feed_unavailable", $"The feed {feed.Location} answered {e.ErrorCode}: {e.Message} Nothing was stored.", inner: e),
        AmazonServiceException or AmazonClientException or OperationCanceledException => FeedException.Unreachable(feed, exception),
        _ => null,
    };
}
