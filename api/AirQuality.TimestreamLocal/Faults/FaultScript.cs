using System.Text.Json;

namespace AirQuality.TimestreamLocal.Faults;

/// <summary>
/// Tells the server to misbehave, so that a client's error handling can be tried. Rules are tried in order and the first that hits
/// decides; with the same seed and the same order of requests, the same requests are hit. As JSON:
/// <c>{"seed":1,"rules":[{"operation":"WriteRecords","fault":"throttle","rate":0.5,"skip":10,"count":20}]}</c>, with the faults
/// <c>throttle</c>, <c>server_error</c>, <c>unavailable</c>, <c>error</c> (and <c>error</c>, its name), <c>delay</c> (and <c>delay_ms</c>),
/// <c>reject</c> (and <c>records</c>), <c>drop_request</c>, <c>drop_answer</c>.
/// </summary>
/// <param name="Rules">The rules.</param>
/// <param name="Seed">The seed of the rules' chance.</param>
public sealed record FaultScript(IReadOnlyList<FaultRule> Rules, int Seed = 0)
{
    /// <summary>The script that does nothing.</summary>
    public static FaultScript None { get; } = new([]);

    /// <summary>Reads a script.</summary>
    /// <exception cref="FormatException">The text is no script; the message names the rule and the member.</exception>
    public static FaultScript Parse(string json) => Read(() => JsonSerializer.Deserialize(json, FaultJson.Default.FaultScript));

    /// <summary>Reads a script from UTF-8.</summary>
    /// <exception cref="FormatException">The text is no script; the message names the rule and the member.</exception>
    internal static FaultScript Parse(ReadOnlyMemory<byte> json) => Read(() => JsonSerializer.Deserialize(json.Span, FaultJson.Default.FaultScript));

    /// <summary>Everything that is wrong with the script.</summary>
    public IEnumerable<string> Validate() => Rules is null
        ? ["The fault script has no 'rules'."]
        : Rules.SelectMany((rule, index) => FaultRuleCheck.Problems(rule).Select(problem => FormattableString.Invariant($"rules[{index}]{problem}")));

    private static FaultScript Read(Func<FaultScript?> deserialize)
    {
        try
        {
            var script = deserialize() ?? throw new FormatException("The fault script is null.");
            string? problem = script.Validate().FirstOrDefault();
            return problem is null ? script : throw new FormatException(problem);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The fault script is not valid, at {exception.Path ?? "$"}: {exception.Message}", exception);
        }
    }
}
