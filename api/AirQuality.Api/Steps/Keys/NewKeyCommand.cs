using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.Api.Steps.Keys;

/// <summary><c>new-key &lt;name&gt;</c>: prints a fresh key, and the element of the settings' list <c>Keys</c> that lets it in.</summary>
internal static class NewKeyCommand
{
    private const int SecretBytes = 32;
    private const int Usage = 2;

    /// <summary>Whether this verb was asked for.</summary>
    public static bool IsAskedFor(string[] args) => args is ["new-key", ..];

    /// <summary>Runs the verb.</summary>
    /// <returns>The exit code: 0, or 2 where the name is missing or wrong.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not [_, { Length: >= 1 and <= 60 } name] || name.StartsWith('-') || name.Any(char.IsControl))
        {
            error.WriteLine("new-key: give one name, such as: new-key ops");
            return Usage;
        }
        var secret = "aq_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var key = new ApiKey { Name = name, Sha256 = Convert.ToHexStringLower(KeyRing.HashOf(secret)), Scopes = [.. ApiKey.AllScopes] };
        output.WriteLine(secret);
        output.WriteLine(JsonSerializer.Serialize(key, KeyJson.Default.ApiKey));
        error.WriteLine("The first line is the key: it is kept nowhere else. The second belongs into the list Keys of the settings.");
        return 0;
    }
}

[JsonSerializable(typeof(ApiKey))]
internal sealed partial class KeyJson : JsonSerializerContext;
