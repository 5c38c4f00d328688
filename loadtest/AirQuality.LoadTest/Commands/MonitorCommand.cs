using System.CommandLine;
using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Monitoring;

namespace AirQuality.LoadTest.Commands;

/// <summary><c>airquality-loadtest monitor</c>: what the instances of an auto scaling group on AWS do, as CSV.</summary>
internal sealed class MonitorCommand
{
    // So many looks in a row may fail before it is no hiccup.
    private const int Patience = 20;

    private static readonly TimeSpan _defaultEvery = TimeSpan.FromSeconds(5);
    private readonly Option<string> _group = new("--group") { Description = "The auto scaling group's name", HelpName = "name", Required = true };
    private readonly Option<string?> _region = new("--region") { Description = "Where it is [default: the AWS CLI's]", HelpName = "region" };
    private readonly Option<string?> _csv = new("--csv") { Description = "Where the rows go [default: standard output]", HelpName = "file" };
    private readonly Option<TimeSpan?> _every = Duration.Option("--every", "How often to look", _defaultEvery, TimeSpan.FromMilliseconds(100));
    private readonly Option<TimeSpan?> _for = Duration.Option("--for", "How long [default: until stopped]", null, TimeSpan.FromSeconds(1));
    private readonly Option<string> _aws = new("--aws") { Description = "The AWS CLI", HelpName = "program", DefaultValueFactory = _ => "aws" };

    /// <summary>The verb.</summary>
    public Command Build(TimeProvider time)
    {
        var command = new Command("monitor", """
            Watch an auto scaling group on AWS: each instance's state, memory and CPU, as CSV
            (timestamp,instance_id,state,memory_utilization,cpu_utilization; times in UTC, utilization in percent).

            It calls the AWS CLI, which finds its credentials by itself and needs autoscaling:DescribeAutoScalingGroups and
            cloudwatch:GetMetricData. CPU is CPUUtilization (AWS/EC2), memory mem_used_percent (CWAgent, by AutoScalingGroupName and InstanceId), the
            newest one-minute average; they are asked for every 20 s at most, because CloudWatch bills each question; a cell is empty where there is
            none. An instance that has left the group is terminated, once. What passes, such as throttling, is told and looked past.

            Exit codes: 0 --for is over · 2 usage · 3 no CLI, credentials, permission or group, or nothing seen · 130 stopped.
            """)
        {
            _group, _region, _csv, _every, _for, _aws,
        };
        command.SetAction((parsed, cancellationToken) =>
            Failures.GuardAsync(parsed.InvocationConfiguration.Error, () => RunAsync(parsed, time, cancellationToken)));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken cancellationToken)
    {
        var aws = new AwsCli(parsed.GetValue(_aws)!, parsed.GetValue(_region) is { } region ? ["--region", region] : []);
        var watch = new GroupWatch(aws, parsed.GetValue(_group)!, time);
        await using var file = parsed.GetValue(_csv) is { } path ? new StreamWriter(path) { NewLine = "\n" } : null;
        var csv = file ?? parsed.InvocationConfiguration.Output;
        var end = parsed.GetValue(_for) is { } length ? time.GetUtcNow() + length : DateTimeOffset.MaxValue;
        var (seen, missed) = (false, 0);
        using var timer = new PeriodicTimer(parsed.GetValue(_every) ?? _defaultEvery, time);
        await MetricsCsv.WriteHeaderAsync(csv);
        do
        {
            try
            {
                foreach (var sample in await watch.LookAsync(cancellationToken))
                    await MetricsCsv.WriteAsync(csv, sample);
                await csv.FlushAsync(cancellationToken);
                (seen, missed) = (true, 0);
            }
            catch (AwsBusyException busy) when (++missed < Patience)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{time.GetUtcNow():HH:mm:ss} nothing seen: {busy.Message}");
            }
            catch (AwsBusyException busy)
            {
                throw new LoadTestException(ExitCode.Missing, $"Nothing was seen {Patience} times in a row; the last: {busy.Message}");
            }
        }
        while (time.GetUtcNow() < end && await timer.WaitForNextTickAsync(cancellationToken));
        return seen ? ExitCode.Done : throw new LoadTestException(ExitCode.Missing, "Nothing was seen in all the time; the lines above say why.");
    }
}
