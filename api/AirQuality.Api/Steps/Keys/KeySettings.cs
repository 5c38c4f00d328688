using System.Security.Cryptography;
using AirQuality.Api.Settings;

namespace AirQuality.Api.Steps.Keys;

/// <summary>The keys. Section <c>Keys</c> at the root of the settings.</summary>
internal sealed class KeySettings : ISettings
{
    private const int HexDigits = 2 * SHA256.HashSizeInBytes;

    /// <summary>None: nobody gets in.</summary>
    public List<ApiKey> Keys { get; set; } = [];

    /// <inheritdoc />
    public IEnumerable<string> Validate()
    {
        foreach (var (index, key) in Keys.Index())
        {
            if (key.Name.Length is < 1 or > 60 || key.Name.Any(char.IsControl))
                yield return FormattableString.Invariant($"Keys:{index}:Name is '{key.Name}'; it must be 1 to 60 characters.");
            if (key.Sha256.Length != HexDigits || !key.Sha256.All(char.IsAsciiHexDigit))
                yield return FormattableString.Invariant($"Keys:{index}:Sha256 must be the {HexDigits} hexadecimal digits that the verb new-key prints.");
            if (key.Scopes.Count == 0 || key.Scopes.Except(ApiKey.AllScopes).Any())
                yield return FormattableString.Invariant(
                    $"Keys:{index}:Scopes is [{string.Join(", ", key.Scopes)}]; it takes {string.Join(" and ", ApiKey.AllScopes)}.");
        }
        foreach (var name in Keys.GroupBy(key => key.Name).Where(keys => keys.Count() > 1).Select(keys => keys.Key))
            yield return $"Keys: two keys are named '{name}'; names tell clients apart.";
    }
}
