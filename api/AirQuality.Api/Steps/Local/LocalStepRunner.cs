using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;
using AirQuality.Api.Steps.Templates;

namespace AirQuality.Api.Steps.Local;

/// <summary>Runs steps as processes of this machine.</summary>
internal sealed class LocalStepRunner(LocalStepBook book, LocalStepFolder folder, LocalStepQueue queue, LocalStepPlace place, StepSettings settings) : IStepRunner
{
    /// <inheritdoc />
    public Task<Step> SubmitAsync(StepRequest request, StepTag tag, CancellationToken cancellationToken)
    {
        // Tells the client what its turn in the queue would only tell the log.
        TemplateValues.Of(request, settings, place.Now());
        var step = book.Add(request, tag);
        queue.Enqueue(step.Id);
        return Task.FromResult(step.ToStep());
    }

    /// <inheritdoc />
    public Task<TaggedStep?> FindAsync(StepTag tag, CancellationToken cancellationToken) =>
        Task.FromResult(book.Find(tag) is { } step ? new TaggedStep(step.ToStep(), step.Tag) : null);

    /// <inheritdoc />
    public Task<Step?> GetAsync(string id, CancellationToken cancellationToken) => Task.FromResult(book.Get(id)?.ToStep());

    /// <inheritdoc />
    public Task<StepPage> ListAsync(IReadOnlySet<StepState> states, int limit, StepPosition? after, CancellationToken cancellationToken) =>
        Task.FromResult(book.List(states, limit, after));

    /// <inheritdoc />
    public Task<Step?> CancelAsync(string id, CancellationToken cancellationToken)
    {
        if (book.Change(id, Cancelled) is not var (step, changed))
            return Task.FromResult<Step?>(null);
        if (!changed && step.State != StepState.CancelPending)
            throw new ProblemException(ProblemType.StepNotCancellable, $"The step {id} cannot be cancelled: it is {StepStates.NameOf(step.State)} already.");
        queue.Stop(id);
        return Task.FromResult<Step?>(step.ToStep());
    }

    /// <inheritdoc />
    public Stream? OpenLog(string id) => book.Get(id) is null ? null : folder.OpenLog(id);

    private LocalStep? Cancelled(LocalStep step) => step.State switch
    {
        StepState.Pending => step with { State = StepState.Cancelled, Ended = book.Now() },
        StepState.Running => step with { State = StepState.CancelPending },
        _ => null,
    };
}
