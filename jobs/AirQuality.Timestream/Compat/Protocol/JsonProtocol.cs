namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>How a service wants AWS JSON (the <c>metadata</c> of its service model).</summary>
/// <param name="ServiceName">What the SDK's pipeline calls it.</param>
/// <param name="TargetPrefix">What stands before the operation in <c>X-Amz-Target</c>.</param>
/// <param name="JsonVersion"><c>1.0</c> or <c>1.1</c>.</param>
/// <param name="ApiVersion">The version of its interface.</param>
internal sealed record JsonProtocol(string ServiceName, string TargetPrefix, string JsonVersion, string ApiVersion)
{
    /// <summary>Both Timestream services share one target prefix.</summary>
    public static readonly JsonProtocol Timestream = new("Amazon.Timestream", "Timestream_20181101", "1.0", "2018-11-01");

    /// <summary>Amazon EMR.</summary>
    public static readonly JsonProtocol ElasticMapReduce = new("Amazon.ElasticMapReduce", "ElasticMapReduce", "1.1", "2009-03-31");

    /// <summary>The body's media type.</summary>
    public string ContentType => $"application/x-amz-json-{JsonVersion}";
}
