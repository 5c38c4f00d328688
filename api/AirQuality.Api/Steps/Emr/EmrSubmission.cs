using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;
using AirQuality.Api.Steps.Templates;
using AirQuality.Timestream;
using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Steps.Emr;

/// <summary>
/// Adds one step exactly once, as far as EMR lets: what EMR refused is sent again, with back-off; where the answer was lost, the step is looked
/// for by its tag before anybody is told that it failed.
/// </summary>
internal sealed class EmrSubmission(
    EmrClients clients, EmrListing listing, StepSettings settings, IOptions<TimestreamOptions> timestream, EmrFailures failures, TimeProvider time)
{
    // EMR's bucket holds ten requests (Amazon EMR, default quotas); the rest are for the others.
    private const int PagesToSearch = 6;
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _memory = TimeSpan.FromDays(1);

    /// <summary>Adds the step.</summary>
    /// <returns>Its id.</returns>
    public Task<string> AddAsync(StepRequest request, StepTag tag, CancellationToken cancellationToken) => failures.GuardAsync(async () =>
    {
        var step = ConfigOf(request, tag);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AddOnceAsync(step, cancellationToken);
            }
            catch (Exception e) when (EmrFailures.IsThrottling(e) && attempt < settings.Emr.Attempts)
            {
                await Task.Delay(_firstPause * Math.Pow(2, attempt - 1) * (0.5 + (Random.Shared.NextDouble() / 2)), time, cancellationToken);
            }
            catch (Exception e) when (!EmrFailures.IsRefusal(e) && e is not OperationCanceledException { InnerException: null })
            {
                failures.Note(e);
                return (await FindAsync(tag, cancellationToken))?.Step.Id ?? throw Unknown();
            }
        }
    });

    /// <summary>The newest step with the same idempotency key, of the last day and the last 300 steps; null where there is none.</summary>
    public async Task<(StepSummary Step, StepTag Tag)?> FindAsync(StepTag tag, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow().UtcDateTime - _memory;
        var pages = 0;
        await foreach (var (_, page, _) in listing.PagesAsync(new HashSet<StepState>(), null, cancellationToken))
        {
            foreach (var step in page)
            {
                if (step.Status?.Timeline?.CreationDateTime is { } created && created.ToUniversalTime() < oldest)
                    return null;
                if (StepTag.Read(step.Name) is { } found && found.Key == tag.Key)
                    return (step, found);
            }
            if (++pages == PagesToSearch)
                break;
        }
        return null;
    }

    private static ProblemException Unknown() => new(
        ProblemType.StepsUnavailable,
        $"EMR gave no answer, and does not list the step. Look at /v1/steps before you submit it again, or send an {IdempotencyKey.Header} with it.")
    {
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    private async Task<string> AddOnceAsync(StepConfig step, CancellationToken cancellationToken)
    {
        var request = new AddJobFlowStepsRequest { JobFlowId = settings.Emr.ClusterId, Steps = [step], ExecutionRoleArn = settings.Emr.ExecutionRoleArn };
        var response = await clients.Once.AddJobFlowStepsAsync(request, cancellationToken);
        return response.StepIds is [var id] ? id : throw new IOException("EMR did not say which step it added.");
    }

    private StepConfig ConfigOf(StepRequest request, StepTag tag)
    {
        var template = StepTemplate.Of(request.JobName);
        var values = TemplateValues.Of(request, settings, Place());
        return new StepConfig
        {
            Name = template.FillName(values) + tag.Suffix,
            ActionOnFailure = ActionOnFailure.FindValue(template.ActionOnFailure),
            HadoopJarStep = new HadoopJarStepConfig { Jar = template.HadoopJarStep.Jar, Args = [.. template.FillArguments(values)] },
        };
    }

    private StepPlace Place()
    {
        var table = timestream.Value;
        var options = new List<string> { "--database", table.Database, "--table", table.Table };
        if (table.Endpoint is { IsLoopback: false } endpoint) // a cluster cannot reach this machine by that name
            options.InsertRange(0, ["--endpoint", endpoint.AbsoluteUri]);
        if ((table.Region ?? settings.Emr.Region) is { } region)
            options.InsertRange(0, ["--region", region]);
        return new(settings.Emr.RunnerJar, settings.Emr.Program, settings.Emr.Data, options);
    }
}
