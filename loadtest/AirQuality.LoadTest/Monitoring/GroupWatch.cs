using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Instances;

namespace AirQuality.LoadTest.Monitoring;

/// <summary>Looks at an auto scaling group: its instances each time, their metrics when there may be new ones.</summary>
/// <param name="aws">The way to AWS.</param>
/// <param name="group">The group's name.</param>
/// <param name="time">The clock.</param>
internal sealed class GroupWatch(AwsCli aws, string group, TimeProvider time)
{
    // CloudWatch has a value a minute; GetMetricData is billed by the metric asked for, so it is not asked at each look.
    private static readonly TimeSpan _metricsInterval = TimeSpan.FromSeconds(20);

    // With basic monitoring a value comes each five minutes, and some minutes late.
    private static readonly TimeSpan _metricsSpan = TimeSpan.FromMinutes(15);

    private Dictionary<string, (double? Memory, double? Cpu)> _metrics = [];
    private HashSet<string> _known = [];
    private DateTimeOffset _nextMetrics = DateTimeOffset.MinValue;

    /// <summary>Looks once.</summary>
    /// <returns>A row an instance, in the order of their ids; one that has left the group is terminated, once.</returns>
    /// <exception cref="AwsBusyException">AWS gives no answer now.</exception>
    /// <exception cref="LoadTestException">It never will, as things are.</exception>
    public async Task<IReadOnlyList<InstanceSample>> LookAsync(CancellationToken cancellationToken)
    {
        var instances = await InstancesAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (instances.Count > 0 && (now >= _nextMetrics || instances.Keys.Any(id => !_known.Contains(id))))
        {
            _metrics = await MetricsAsync([.. instances.Keys], now, cancellationToken);
            _nextMetrics = now + _metricsInterval;
        }
        var gone = _known.Where(id => !instances.ContainsKey(id)).Select(id => new InstanceSample(now, id, "terminated", null, null));
        var there = instances.Select(instance => _metrics.TryGetValue(instance.Key, out var metrics)
            ? new InstanceSample(now, instance.Key, instance.Value, metrics.Memory, metrics.Cpu)
            : new InstanceSample(now, instance.Key, instance.Value, null, null));
        InstanceSample[] samples = [.. gone.Concat(there).OrderBy(sample => sample.InstanceId, StringComparer.Ordinal)];
        _known = [.. instances.Keys];
        return samples;
    }

    /// <summary>EC2's word for the group's: an instance in service is running, whatever else it is waits or ends.</summary>
    public static string StateOf(string lifecycleState) => lifecycleState switch
    {
        "InService" => InstanceSample.Running,
        _ when lifecycleState.StartsWith("Pending", StringComparison.Ordinal) => "pending",
        _ when lifecycleState.StartsWith("Terminating", StringComparison.Ordinal) => "shutting-down",
        "Terminated" => "terminated",
        _ => lifecycleState.ToLowerInvariant(), // standby, detaching …: up, but no traffic is theirs
    };

    private async Task<SortedDictionary<string, string>> InstancesAsync(CancellationToken cancellationToken)
    {
        var answer = await aws.CallAsync(["autoscaling", "describe-auto-scaling-groups", "--auto-scaling-group-names", group], cancellationToken);
        if (answer["AutoScalingGroups"] is not JsonArray { Count: > 0 } groups)
            throw new LoadTestException(ExitCode.Missing, $"There is no auto scaling group '{group}' in this region and account; aws autoscaling describe-auto-scaling-groups lists them.");
        var instances = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var instance in groups[0]!["Instances"]?.AsArray() ?? [])
            instances[(string)instance!["InstanceId"]!] = StateOf((string)instance["LifecycleState"]!);
        return instances;
    }

    private async Task<Dictionary<string, (double? Memory, double? Cpu)>> MetricsAsync(List<string> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var queries = new JsonArray([.. ids.Index().SelectMany(id => (JsonNode[])[
            Query($"c{id.Index}", "AWS/EC2", "CPUUtilization", [("InstanceId", id.Item)]),
            Query($"m{id.Index}", "CWAgent", "mem_used_percent", [("AutoScalingGroupName", group), ("InstanceId", id.Item)])])]);
        var answer = await aws.CallAsync(
            [
                "cloudwatch", "get-metric-data", "--scan-by", "TimestampDescending", "--start-time", Time(now - _metricsSpan), "--end-time", Time(now),
                "--metric-data-queries", queries.ToJsonString(JsonSerializerOptions.Default),
            ],
            cancellationToken);
        var newest = (answer["MetricDataResults"]?.AsArray() ?? []).ToDictionary(
            result => (string)result!["Id"]!, result => result!["Values"] is JsonArray { Count: > 0 } values ? (double?)values[0] : null, StringComparer.Ordinal);
        return ids.Index().ToDictionary(id => id.Item, id => (newest.GetValueOrDefault($"m{id.Index}"), newest.GetValueOrDefault($"c{id.Index}")), StringComparer.Ordinal);
    }

    private static JsonObject Query(string id, string metricNamespace, string metric, (string Name, string Value)[] dimensions) => new()
    {
        ["Id"] = id,
        ["MetricStat"] = new JsonObject
        {
            ["Metric"] = new JsonObject
            {
                ["Namespace"] = metricNamespace,
                ["MetricName"] = metric,
                ["Dimensions"] = new JsonArray([.. dimensions.Select(dimension => new JsonObject { ["Name"] = dimension.Name, ["Value"] = dimension.Value })]),
            },
            ["Period"] = 60,
            ["Stat"] = "Average",
        },
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
