using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.Api.Steps;

/// <summary>Where a step is; the states of EMR (Amazon EMR API reference, StepStatus), for local steps too.</summary>
[JsonConverter(typeof(StepStateConverter))]
internal enum StepState
{
    /// <summary>It waits for its turn.</summary>
    Pending,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is asked to end.</summary>
    CancelPending,

    /// <summary>It ended well.</summary>
    Completed,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>It ended badly; the failure says how.</summary>
    Failed,

    /// <summary>What ran it ended before it.</summary>
    Interrupted,
}

/// <summary>States are camelCase on the wire.</summary>
internal sealed class StepStateConverter() : JsonStringEnumConverter<StepState>(JsonNamingPolicy.CamelCase);

/// <summary>What states mean.</summary>
internal static class StepStates
{
    /// <summary>Every state by its name on the wire.</summary>
    public static readonly IReadOnlyDictionary<string, StepState> ByName =
        Enum.GetValues<StepState>().ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>A state's name on the wire.</summary>
    public static string NameOf(StepState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>Whether nothing follows.</summary>
    public static bool IsFinal(this StepState state) => state is StepState.Completed or StepState.Cancelled or StepState.Failed or StepState.Interrupted;
}
