namespace AirQuality.LoadTest.Elastic.Workers;

/// <summary>Asks a worker again and again whether it is well, one question at a time, and counts the answers of one kind in a row.</summary>
/// <param name="process">The worker.</param>
/// <param name="interval">Between two questions.</param>
internal sealed class HealthCheck(IWorkerProcess process, TimeSpan interval)
{
    private Task<bool>? _question;
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Good answers in a row, up to now.</summary>
    public int Passed { get; private set; }

    /// <summary>Bad answers in a row, up to now.</summary>
    public int Failed { get; private set; }

    /// <summary>Takes the answer if there is one, and asks if it is time.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends a question that is under way.</param>
    /// <returns>Whether there was an answer, and it was good.</returns>
    public async Task<bool> StepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_question is null && now >= _next)
        {
            _question = process.IsHealthyAsync(cancellationToken);
            _next = now + interval;
        }
        if (_question is not { IsCompleted: true } answered)
            return false;
        _question = null;
        (Passed, Failed) = await answered ? (Passed + 1, 0) : (0, Failed + 1);
        return Passed > 0;
    }

    /// <summary>Asks at the next step.</summary>
    public void Hurry() => _next = DateTimeOffset.MinValue;
}
