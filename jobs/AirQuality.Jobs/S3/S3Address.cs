namespace AirQuality.Jobs.S3;

/// <summary>What <c>s3://bucket/key</c> names.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">An object's key or a prefix of keys; empty where only a bucket is named.</param>
internal readonly record struct S3Address(string Bucket, string Key)
{
    /// <summary>The scheme.</summary>
    public const string Scheme = "s3";

    /// <summary>Reads a location as it was written: a key is no path, so its spaces, <c>?</c>, <c>#</c> and <c>..</c> are its own.</summary>
    public static S3Address Of(Uri uri)
    {
        var written = uri.OriginalString[(uri.OriginalString.IndexOf("://", StringComparison.Ordinal) + 3)..];
        return written.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? new(written[..slash], written[(slash + 1)..]) : new(written, "");
    }
}
