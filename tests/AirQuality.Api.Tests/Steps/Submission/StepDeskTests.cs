using AirQuality.Api.Problems;
using AirQuality.Api.Steps;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.Api.Tests.Steps.Submission;

public sealed class StepDeskTests
{
    private static readonly CycleRequest _cycle = new("24h");

    [Fact]
    public async Task Submit_RunnerThatForgetsAtOnce_IsStillReplayedForAWhile()
    {
        var (runner, time) = (new ForgetfulRunner(), new FakeTimeProvider());
        var desk = new StepDesk(runner, time);

        var first = await desk.SubmitAsync("ops", "k", _cycle, default);
        time.Advance(TimeSpan.FromMinutes(9));
        var second = await desk.SubmitAsync("ops", "k", _cycle, default);
        time.Advance(TimeSpan.FromMinutes(2));
        var third = await desk.SubmitAsync("ops", "k", _cycle, default);

        Assert.Equal([("l-1", false), ("l-1", true), ("l-2", false)], new[] { first, second, third }.Select(outcome => (outcome.Step.Id, outcome.Replayed)));
    }

    [Fact]
    public async Task Submit_FailedBefore_MayBeTriedAgain()
    {
        var runner = new ForgetfulRunner { Failures = 1 };
        var desk = new StepDesk(runner, new FakeTimeProvider());

        await Assert.ThrowsAsync<ProblemException>(() => desk.SubmitAsync("ops", "k", _cycle, default));

        Assert.False((await desk.SubmitAsync("ops", "k", _cycle, default)).Replayed);
    }

    [Fact]
    public async Task Submit_ClientHangsUp_TheSubmissionGoesOnAndIsReplayed()
    {
        var runner = new ForgetfulRunner { Gate = new() };
        var desk = new StepDesk(runner, new FakeTimeProvider());
        using var gone = new CancellationTokenSource();

        var hungUp = desk.SubmitAsync("ops", "k", _cycle, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hungUp);
        var again = desk.SubmitAsync("ops", "k", _cycle, default);
        runner.Gate.SetResult();

        Assert.Equal(("l-1", true), ((await again).Step.Id, (await again).Replayed));
    }

    [Fact]
    public void Tag_OfAStepsName_IsReadBack()
    {
        var tag = StepTag.Of("ops", "k", _cycle);

        Assert.Equal(tag, StepTag.Read("airquality cycle #1" + tag.Suffix));
        Assert.Equal(StepTag.Of("ops", "k", _cycle), tag);
        Assert.NotEqual(StepTag.Of("other", "k", _cycle).Key, tag.Key);
        Assert.NotEqual(StepTag.Of("ops", "k", new CycleRequest("5m")).Body, tag.Body);
        Assert.NotEqual(StepTag.Of("ops", null, _cycle).Key, StepTag.Of("ops", null, _cycle).Key);
        Assert.All([null, "", "x", "x #1", "x #1.2", " #"], name => Assert.Null(StepTag.Read(name)));
    }

    private sealed class ForgetfulRunner : IStepRunner
    {
        private int _count;

        public int Failures { get; set; }

        public TaskCompletionSource Gate { get; init; } = Done();

        public async Task<Step> SubmitAsync(StepRequest request, StepTag tag, CancellationToken cancellationToken)
        {
            await Gate.Task.WaitAsync(cancellationToken);
            if (Failures-- > 0)
                throw new ProblemException(ProblemType.StepsUnavailable, "not now");
            return new Step { Id = $"l-{++_count}", Job = "cycle", Arguments = null, State = StepState.Pending, Timeline = new(null, null, null), Runner = "local" };
        }

        public Task<TaggedStep?> FindAsync(StepTag tag, CancellationToken cancellationToken) => Task.FromResult<TaggedStep?>(null);

        public Task<Step?> GetAsync(string id, CancellationToken cancellationToken) => Task.FromResult<Step?>(null);

        public Task<StepPage> ListAsync(IReadOnlySet<StepState> states, int limit, StepPosition? after, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Step?> CancelAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Stream? OpenLog(string id) => throw new NotSupportedException();

        private static TaskCompletionSource Done()
        {
            var done = new TaskCompletionSource();
            done.SetResult();
            return done;
        }
    }
}
