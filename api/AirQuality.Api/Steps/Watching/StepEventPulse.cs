using System.Runtime.CompilerServices;

namespace AirQuality.Api.Steps.Watching;

/// <summary>The rhythm of an event stream: when to look at the step, and when to give a sign of life.</summary>
internal sealed class StepEventPulse(StepSettings settings, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>What it is time for.</summary>
    public enum Beat
    {
        /// <summary>To look at the step.</summary>
        Look,

        /// <summary>To send something, so that nobody on the way takes the stream for dead.</summary>
        SignOfLife,
    }

    /// <summary>Ends every stream: the server would wait for them to end by themselves.</summary>
    public CancellationToken ServerStops => lifetime.ApplicationStopping;

    /// <summary>Beats until it is cancelled.</summary>
    public async IAsyncEnumerable<Beat> BeatsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heartbeat = TimeSpan.FromSeconds(settings.HeartbeatSeconds);
        var (lastWord, lastLook) = (time.GetTimestamp(), time.GetTimestamp());
        while (true)
        {
            var untilLook = settings.PollInterval - time.GetElapsedTime(lastLook);
            var untilWord = heartbeat - time.GetElapsedTime(lastWord);
            if (untilLook > TimeSpan.Zero && untilWord > TimeSpan.Zero)
                await Task.Delay(untilLook < untilWord ? untilLook : untilWord, time, cancellationToken);
            if (time.GetElapsedTime(lastWord) >= heartbeat)
            {
                lastWord = time.GetTimestamp();
                yield return Beat.SignOfLife;
            }
            if (time.GetElapsedTime(lastLook) >= settings.PollInterval)
            {
                lastLook = time.GetTimestamp();
                yield return Beat.Look;
            }
        }
    }
}
