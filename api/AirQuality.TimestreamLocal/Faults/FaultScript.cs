using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.TimestreamLocal.Faults;

/// <summary>
/// Tells the server to misbehave, so that a client's error handling can be tried. Rules are tried in order and the first that hits
/// decides; with the same seed and the same order of requests, the same requests are hit. As JSON:
/// <c>{"seed":1,"rules":[{"operation":"WriteRecords","fault":"throttle","rate":0.5,"skip":10,"count":20}]}</c>, with the faults
/// <c>throttle</c>, <c>server_error</c>, <c>unavailable</c>, <c>delay</c> (and <c>delay_ms</c>), <c>reject</c> (and <c>records</c>),
/// <c>drop_request</c>, <c>drop_answer</c>.
/// </summary>
/// <param name="Rules">The rules.</param>
/// <param name="Seed">The seed of the rules' chance.</param>
public sealed record FaultScript(IReadOnlyList<FaultRule> Rules, int Seed = 0)
{
    /// <summary>Reads a script.</summary>
    /// <exception cref="FormatException">The text is no script; the message says where and why.</exception>
    public static FaultScript Parse(string json)
    {
        try
        {
            var script = JsonSerializer.Deserialize(json, FaultJson.Default.FaultScript)
                ?? throw new FormatException("The fault script is null.");
            string? problem = script.Validate().FirstOrDefault();
            return problem is null ? script : throw new FormatException(problem);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The fault script is not valid: {exception.Message}", exception);
        }
    }

    /// <summary>Everything that is wrong with the script.</summary>
    public IEnumerable<string> Validate()
    {
        if (Rules is null)
            yield return "The fault script has no 'rules'.";
        foreach (var (rule, index) in (Rules ?? []).Select((rule, index) => (rule, index)))
        {
            if (rule.Rate is not (>= 0 and <= 1))
                yield return FormattableString.Invariant($"rules[{index}].rate is {rule.Rate}; it must be from 0 to 1.");
            if (rule.Skip < 0 || rule.Count < 0 || rule.DelayMs < 0)
                yield return FormattableString.Invariant($"rules[{index}]: skip, count and delay_ms must not be negative.");
        }
    }
}

/// <summary>The JSON of fault scripts, generated at build time.</summary>
[JsonSerializable(typeof(FaultScript))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(FaultKindConverter)])]
internal sealed partial class FaultJson : JsonSerializerContext;

/// <summary>Writes faults as <c>drop_answer</c>.</summary>
internal sealed class FaultKindConverter() : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
