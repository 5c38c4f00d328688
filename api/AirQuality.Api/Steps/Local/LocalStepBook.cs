using System.Globalization;
using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;

namespace AirQuality.Api.Steps.Local;

/// <summary>Every step of this machine that is remembered. What it says stands in the folder before anybody sees it. Safe for concurrent use.</summary>
internal sealed class LocalStepBook(LocalStepFolder folder, LocalStepSettings settings, TimeProvider time)
{
    private static readonly TimeSpan _memory = TimeSpan.FromDays(1);
    private readonly Lock _gate = new();
    private readonly List<LocalStep> _steps = []; // oldest first
    private long _lastNumber;

    /// <summary>Reads the folder. A step that ran when the server before ended was interrupted; those that waited wait again.</summary>
    /// <returns>The ids that wait, oldest first.</returns>
    public IReadOnlyList<string> Restore()
    {
        lock (_gate)
        {
            _steps.AddRange(folder.Load());
            _lastNumber = _steps.Select(step => NumberOf(step.Id)).LastOrDefault();
            foreach (var step in _steps.Where(step => step.State is StepState.Running or StepState.CancelPending).ToList())
                Replace(step with
                {
                    State = StepState.Interrupted,
                    Ended = Now(),
                    Failure = ExitReasons.ServerEnded,
                });
            return [.. _steps.Where(step => step.State == StepState.Pending).Select(step => step.Id)];
        }
    }

    /// <summary>Adds a step that waits.</summary>
    /// <exception cref="ProblemException">Too many wait.</exception>
    public LocalStep Add(StepRequest request, StepTag tag)
    {
        lock (_gate)
        {
            if (_steps.Count(step => step.State == StepState.Pending) >= settings.MaxPending)
            {
                const string detail = "As many steps wait already as may. Submit again when some have ended.";
                throw new ProblemException(ProblemType.StepsUnavailable, detail) { RetryAfter = TimeSpan.FromMinutes(1) };
            }
            var step = new LocalStep
            {
                Id = NewId(), Request = request, Tag = tag, State = StepState.Pending, Created = Now(),
            };
            folder.Save(step);
            _steps.Add(step);
            Forget();
            return step;
        }
    }

    /// <summary>A step; null where there is none of this id.</summary>
    public LocalStep? Get(string id)
    {
        lock (_gate)
            return Find(id);
    }

    /// <summary>The newest step of the last day with the same idempotency key.</summary>
    public LocalStep? Find(StepTag tag)
    {
        lock (_gate)
            return _steps.FindLast(step => step.Tag.Key == tag.Key && step.Created > Now() - _memory);
    }

    /// <summary>A page of them, newest first.</summary>
    public StepPage List(IReadOnlySet<StepState> states, int limit, StepPosition? after)
    {
        lock (_gate)
        {
            var all = _steps.AsEnumerable().Reverse().Where(step => states.Count == 0 || states.Contains(step.State)).ToList();
            // By the id's order and not its place: the step may have changed its state since.
            var rest = all.SkipWhile(step => after is not null && string.CompareOrdinal(step.Id, after.After) >= 0).ToList();
            var page = rest.Take(limit).ToList();
            return new([.. page.Select(step => step.ToStep())], page.Count < rest.Count ? new("", page[^1].Id) : null, all.Count);
        }
    }

    /// <summary>Takes a step to another state, if its state allows it.</summary>
    /// <returns>The step as it is now, and whether it was changed; null where there is none of this id.</returns>
    public (LocalStep Step, bool Changed)? Change(string id, Func<LocalStep, LocalStep?> change)
    {
        lock (_gate)
        {
            if (Find(id) is not { } before)
                return null;
            if (change(before) is not { } step)
                return (before, false);
            Replace(step);
            return (step, true);
        }
    }

    /// <summary>Ends a step whose file cannot be written. The next server finds it as it last stood there.</summary>
    public void EndUnsaved(string id, StepFailure failure)
    {
        lock (_gate)
            if (_steps.FindIndex(step => step.Id == id) is >= 0 and var at && !_steps[at].State.IsFinal())
                _steps[at] = _steps[at] with { State = StepState.Failed, Ended = Now(), Failure = failure };
    }

    /// <summary>Now, in whole milliseconds, as files and answers have it.</summary>
    public DateTime Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()).UtcDateTime;

    // Grows with time and with each step, also when the clock is set back: lists and cursors go by it.
    private string NewId()
    {
        const int stepsAMillisecond = 4_096;
        _lastNumber = Math.Max(_lastNumber + 1, time.GetUtcNow().ToUnixTimeMilliseconds() * stepsAMillisecond);
        return string.Create(CultureInfo.InvariantCulture, $"l-{_lastNumber:x16}");
    }

    private static long NumberOf(string id) =>
        long.TryParse(id.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private LocalStep? Find(string id) => _steps.FindLast(step => step.Id == id);

    private void Replace(LocalStep step)
    {
        folder.Save(step);
        _steps[_steps.FindLastIndex(other => other.Id == step.Id)] = step;
    }

    private void Forget()
    {
        foreach (var step in _steps.Where(step => step.State.IsFinal()).SkipLast(settings.Keep).ToList())
        {
            folder.Delete(step.Id);
            _steps.Remove(step);
        }
    }
}
