using System.Text.RegularExpressions;
using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;
using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;

namespace AirQuality.Api.Steps.Emr;

/// <summary>Runs steps on a cluster of Amazon EMR.</summary>
internal sealed partial class EmrStepRunner(
    EmrClients clients, EmrCluster cluster, EmrListing listing, EmrSubmission submission, StepSettings settings, EmrFailures failures) : IStepRunner
{
    private static readonly StepCancellationOption _interrupt = StepCancellationOption.FindValue("SEND_INTERRUPT");

    /// <inheritdoc />
    public async Task<Step> SubmitAsync(StepRequest request, StepTag tag, CancellationToken cancellationToken)
    {
        await cluster.EnsureRunningAsync(cancellationToken);
        var id = await submission.AddAsync(request, tag, cancellationToken);
        try
        {
            if (await GetAsync(id, cancellationToken) is { } step)
                return step;
        }
        catch (ProblemException)
        {
            // The step is there, and saying that it is not would have it added twice.
        }
        return new Step
        {
            Id = id, Job = request.JobName, Arguments = request.ToArguments(), State = StepState.Pending, Timeline = new(null, null, null), Runner = "emr",
        };
    }

    /// <inheritdoc />
    public async Task<TaggedStep?> FindAsync(StepTag tag, CancellationToken cancellationToken)
    {
        if (await submission.FindAsync(tag, cancellationToken) is not var (step, found))
            return null;
        return new(EmrSteps.Of(step.Id!, step.Config, step.Status, await cluster.LogsAsync(cancellationToken), settings), found);
    }

    /// <inheritdoc />
    public async Task<Step?> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (!StepId().IsMatch(id))
            return null;
        var request = new DescribeStepRequest { ClusterId = settings.Emr.ClusterId, StepId = id };
        var step = await failures.GuardAsync(async () =>
        {
            try
            {
                return (await clients.Repeating.DescribeStepAsync(request, cancellationToken)).Step;
            }
            catch (InvalidRequestException)
            {
                return null; // EMR's answer to an id that it does not know
            }
        });
        return step?.Id is null ? null : EmrSteps.Of(step.Id, step.Config, step.Status, await cluster.LogsAsync(cancellationToken), settings);
    }

    /// <inheritdoc />
    public Task<StepPage> ListAsync(IReadOnlySet<StepState> states, int limit, StepPosition? after, CancellationToken cancellationToken) =>
        listing.ListAsync(states, limit, after, cancellationToken);

    /// <inheritdoc />
    public async Task<Step?> CancelAsync(string id, CancellationToken cancellationToken)
    {
        if (await GetAsync(id, cancellationToken) is not { } step)
            return null;
        if (step.State.IsFinal())
            throw NotCancellable(id, $"it is {StepStates.NameOf(step.State)} already");
        var request = new CancelStepsRequest { ClusterId = settings.Emr.ClusterId, StepIds = [id], StepCancellationOption = _interrupt };
        var response = await failures.GuardAsync(() => clients.Repeating.CancelStepsAsync(request, cancellationToken));
        var outcome = response.CancelStepsInfoList?.FirstOrDefault(one => one.StepId == id);
        if (outcome?.Status != CancelStepsRequestStatus.SUBMITTED)
            throw NotCancellable(id, outcome?.Reason is { Length: > 0 } reason ? $"EMR says: {reason}" : "EMR did not take the request");
        return await GetAsync(id, cancellationToken);
    }

    /// <inheritdoc />
    public Stream? OpenLog(string id) => null; // EMR writes logs to S3, minutes late.

    private static ProblemException NotCancellable(string id, string why) =>
        new(ProblemType.StepNotCancellable, $"The step {id} cannot be cancelled: {why}.");

    [GeneratedRegex(@"^s-[A-Z0-9]{1,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StepId();
}
