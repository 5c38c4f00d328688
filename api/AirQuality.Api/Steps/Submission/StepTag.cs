using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AirQuality.Api.Steps.Requests;

namespace AirQuality.Api.Steps.Submission;

/// <summary>
/// What tells one submission from another: a hash of who submitted under which idempotency key, and one of what. EMR has no token against
/// adding a step twice (Amazon EMR API reference, AddJobFlowSteps), so the tag ends the step's name, where it can be found again.
/// </summary>
/// <param name="Key">Hexadecimal digits.</param>
/// <param name="Body">Hexadecimal digits.</param>
internal sealed record StepTag(string Key, string Body)
{
    private const int KeyBytes = 8;
    private const int BodyBytes = 4;
    private const string Sign = " #";

    /// <summary>As it ends a step's name.</summary>
    [JsonIgnore]
    public string Suffix => $"{Sign}{Key}.{Body}";

    /// <summary>The tag of a submission.</summary>
    /// <param name="client">The name of the API key; two clients may use one idempotency key for two things.</param>
    /// <param name="key">The idempotency key; null makes up one that never comes again.</param>
    /// <param name="request">What is submitted.</param>
    public static StepTag Of(string client, string? key, StepRequest request) => new(
        key is null ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)) : HashOf(Encoding.UTF8.GetBytes($"{client}\n{key}"), KeyBytes),
        HashOf(JsonSerializer.SerializeToUtf8Bytes(request, StepJson.Default.StepRequest), BodyBytes));

    /// <summary>The tag that a step's name ends with; null where there is none.</summary>
    public static StepTag? Read(string? stepName) =>
        stepName is not null && stepName.LastIndexOf(Sign, StringComparison.Ordinal) is >= 0 and var at
        && stepName[(at + Sign.Length)..].Split('.') is [{ Length: 2 * KeyBytes } key, { Length: 2 * BodyBytes } body]
            ? new(key, body)
            : null;

    private static string HashOf(byte[] bytes, int length) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, length));
}

/// <summary>A step, and the tag it was submitted under.</summary>
internal sealed record TaggedStep(Step Step, StepTag Tag);
