using AirQuality.Api.Steps.Templates;
using Amazon.ElasticMapReduce.Model;

namespace AirQuality.Api.Steps.Emr;

/// <summary>EMR's steps as clients see them.</summary>
internal static class EmrSteps
{
    /// <summary>The states' names on the wire (Amazon EMR API reference, StepStatus).</summary>
    private static readonly Dictionary<StepState, string> _names = new()
    {
        [StepState.Pending] = "PENDING",
        [StepState.Running] = "RUNNING",
        [StepState.CancelPending] = "CANCEL_PENDING",
        [StepState.Completed] = "COMPLETED",
        [StepState.Cancelled] = "CANCELLED",
        [StepState.Failed] = "FAILED",
        [StepState.Interrupted] = "INTERRUPTED",
    };

    /// <summary>A state's name on the wire.</summary>
    public static string NameOf(StepState state) => _names[state];

    /// <summary>A step.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="config">What it runs.</param>
    /// <param name="status">Where it is.</param>
    /// <param name="logs">The folder of the cluster's logs; null where it keeps none.</param>
    /// <param name="settings">The settings.</param>
    public static Step Of(string id, HadoopStepConfig? config, StepStatus? status, string? logs, StepSettings settings)
    {
        var (job, arguments) = ProgramArguments.Read(config?.Args ?? [], settings.Emr.Program, new StepFeeds(settings.Feeds));
        var state = StateOf(status?.State);
        return new Step
        {
            Id = id,
            Job = job,
            Arguments = arguments,
            State = state,
            Timeline = new(UtcOf(status?.Timeline?.CreationDateTime), UtcOf(status?.Timeline?.StartDateTime), UtcOf(status?.Timeline?.EndDateTime)),
            Failure = FailureOf(state, status),
            Log = logs is null ? null : $"{logs.TrimEnd('/')}/{settings.Emr.ClusterId}/steps/{id}/",
            Runner = "emr",
        };
    }

    // A state that EMR invents later is neither over nor nothing.
    private static StepState StateOf(Amazon.ElasticMapReduce.StepState? state) =>
        _names.FirstOrDefault(name => name.Value == state?.Value, new(StepState.Running, "")).Key;

    private static StepFailure? FailureOf(StepState state, StepStatus? status)
    {
        if (state is not (StepState.Failed or StepState.Interrupted))
            return null;
        var details = status?.FailureDetails;
        return new(details?.Reason, details?.Message ?? status?.StateChangeReason?.Message, details?.LogFile);
    }

    private static DateTime? UtcOf(DateTime? time) => time?.ToUniversalTime();
}
