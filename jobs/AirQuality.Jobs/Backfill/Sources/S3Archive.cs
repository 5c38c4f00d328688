using System.Runtime.CompilerServices;
using AirQuality.Jobs.S3;
using AirQuality.Jobs.Settings;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace AirQuality.Jobs.Backfill.Sources;

/// <summary>An archive in an S3 bucket: day folders, day folders within year folders, or flat under the prefix.</summary>
internal sealed class S3Archive : IArchiveSource
{
    private readonly string _bucket;
    private readonly string _prefix;
    private readonly AmazonS3Client _client;

    /// <param name="address">The bucket, and what the archive's keys begin with; slashes at its ends do not count.</param>
    /// <param name="settings">Where the server is.</param>
    public S3Archive(S3Address address, S3Settings settings)
    {
        _bucket = address.Bucket;
        _prefix = address.Key.Trim('/') is { Length: > 0 } folder ? folder + "/" : "";
        _client = S3Clients.Open(settings);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ListedFile> ListAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Without a slash behind the day, the same request finds 2018-04-02/… and 2018-04-02_….
        foreach (var place in DayFolders.Days(from, to).SelectMany(DayFolders.Of))
        {
            var request = new ListObjectsV2Request { BucketName = _bucket, Prefix = _prefix + place };
            do
            {
                var page = await AskingAsync(() => _client.ListObjectsV2Async(request, cancellationToken), cancellationToken);
                foreach (var file in page.S3Objects ?? [])
                {
                    if (file.Key.Contains(".csv", StringComparison.Ordinal))
                        yield return new ListedFile(file.Key, file.ETag.Trim('"'));
                }

                request.ContinuationToken = page.NextContinuationToken;
            }
            while (request.ContinuationToken is not null);
        }
    }

    /// <inheritdoc />
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string location, CancellationToken cancellationToken)
    {
        try
        {
            using var file = await _client.GetObjectAsync(new GetObjectRequest { BucketName = _bucket, Key = location }, cancellationToken);
            using var content = new MemoryStream();
            await file.ResponseStream.CopyToAsync(content, cancellationToken);
            return content.ToArray();
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchKey")
        {
            return null;
        }
        catch (Exception e) when (Describe(e, cancellationToken) is { } failure)
        {
            throw failure;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<T> AskingAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (Describe(e, cancellationToken) is { } failure)
        {
            throw failure;
        }
    }

    private ArchiveException? Describe(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        _ when cancellationToken.IsCancellationRequested => null,
        AmazonServiceException e when S3Clients.IsRefusal(e) =>
            new("archive_refused", $"s3://{_bucket} refused: {e.Message} Reading needs s3:ListBucket and s3:GetObject.", e, refused: true),
        AmazonServiceException e => new("archive_unavailable", $"s3://{_bucket} answered {e.ErrorCode}: {e.Message}", e),
        AmazonClientException or HttpRequestException or IOException or OperationCanceledException =>
            new("archive_unreachable", $"s3://{_bucket} could not be read: {exception.Message}", exception),
        _ => null,
    };
}
