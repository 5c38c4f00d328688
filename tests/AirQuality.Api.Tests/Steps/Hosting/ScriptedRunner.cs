using AirQuality.Api.Steps;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;

namespace AirQuality.Api.Tests.Steps.Hosting;

/// <summary>A runner with one step, that counts how often it is looked at.</summary>
internal sealed class ScriptedRunner : IStepRunner
{
    public int Looks { get; private set; }

    /// <summary>Looks that fail first.</summary>
    public int Failures { get; set; }

    public Step Step { get; set; } = new()
    {
        Id = "l-1", Job = "cycle", Arguments = new() { Feed = "24h" }, State = StepState.Running, Timeline = new(null, null, null), Runner = "local",
    };

    public Task<Step?> GetAsync(string id, CancellationToken cancellationToken)
    {
        Looks++;
        return Failures-- > 0 ? Task.FromException<Step?>(new TimeoutException()) : Task.FromResult<Step?>(Step);
    }

    public Task<Step> SubmitAsync(StepRequest request, StepTag tag, CancellationToken cancellationToken) => Task.FromResult(Step);

    public Task<TaggedStep?> FindAsync(StepTag tag, CancellationToken cancellationToken) => Task.FromResult<TaggedStep?>(null);

    public Task<StepPage> ListAsync(IReadOnlySet<StepState> states, int limit, StepPosition? after, CancellationToken cancellationToken) =>
        Task.FromResult(new StepPage([Step], null, 1));

    public Task<Step?> CancelAsync(string id, CancellationToken cancellationToken) => Task.FromResult<Step?>(Step);

    public Stream? OpenLog(string id) => null;
}
