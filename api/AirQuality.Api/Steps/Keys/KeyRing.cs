using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Steps.Keys;

/// <summary>Knows keys by their hashes.</summary>
internal sealed class KeyRing(IOptions<KeySettings> settings)
{
    private readonly (ApiKey Key, byte[] Hash)[] _keys = [.. settings.Value.Keys.Select(key => (key, Convert.FromHexString(key.Sha256)))];

    /// <summary>The key with this secret; null where there is none. It takes as long whichever key it is, and whether it is one.</summary>
    public ApiKey? Find(string secret)
    {
        var hash = HashOf(secret);
        ApiKey? found = null;
        foreach (var (key, known) in _keys)
            if (CryptographicOperations.FixedTimeEquals(hash, known))
                found = key;
        return found;
    }

    /// <summary>The hash that the settings hold. A key has 256 random bits, so it needs no salt and no slow hash.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
