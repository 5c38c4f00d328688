using AirQuality.Api.Problems;
using Amazon.ElasticMapReduce.Model;

namespace AirQuality.Api.Steps.Emr;

/// <summary>The cluster, looked at before it is given work: one that has ended takes steps no more, and its id never comes back.</summary>
internal sealed class EmrCluster(EmrClients clients, EmrSettings settings, EmrFailures failures)
{
    private string? _logs;
    private bool _seen;

    /// <summary>Ends with a problem unless the cluster can take steps.</summary>
    /// <exception cref="ProblemException">It has ended, is ending, or is not known.</exception>
    public async Task EnsureRunningAsync(CancellationToken cancellationToken)
    {
        if (await DescribeAsync(cancellationToken) is not { } cluster)
            throw new ProblemException(
                ProblemType.ClusterNotRunning, $"EMR knows no cluster {settings.ClusterId}; the operator of this server sets Steps:Emr:ClusterId.");
        if (cluster.Status?.State?.Value is "TERMINATING" or "TERMINATED" or "TERMINATED_WITH_ERRORS")
        {
            var reason = cluster.Status.StateChangeReason?.Message is { Length: > 0 } message ? $" ({message})" : "";
            throw new ProblemException(
                ProblemType.ClusterNotRunning,
                $"The cluster {settings.ClusterId} is {cluster.Status.State.Value}{reason}. Start another and set Steps:Emr:ClusterId to its id.");
        }
    }

    /// <summary>The folder of its logs; null where it keeps none. Asked for once: a cluster's never changes.</summary>
    public async Task<string?> LogsAsync(CancellationToken cancellationToken)
    {
        if (!_seen)
            await DescribeAsync(cancellationToken);
        return _logs;
    }

    private async Task<Cluster?> DescribeAsync(CancellationToken cancellationToken)
    {
        var request = new DescribeClusterRequest { ClusterId = settings.ClusterId };
        var cluster = await failures.GuardAsync(async () =>
        {
            try
            {
                return (await clients.Repeating.DescribeClusterAsync(request, cancellationToken)).Cluster;
            }
            catch (InvalidRequestException)
            {
                return null;
            }
        });
        // Older clusters name the folder with the scheme of an older client.
        _logs = cluster?.LogUri is { Length: > 0 } logs ? logs.Replace("s3n://", "s3://", StringComparison.Ordinal) : null;
        _seen = true;
        return cluster;
    }
}
