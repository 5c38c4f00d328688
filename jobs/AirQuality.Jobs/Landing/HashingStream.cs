using System.Security.Cryptography;

namespace AirQuality.Jobs.Landing;

/// <summary>Hashes what passes, so that parsing and hashing share one pass.</summary>
internal sealed class HashingStream(Stream inner) : ReadThroughStream(inner)
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>SHA-256 of all bytes read so far, lower-case hexadecimal.</summary>
    public string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <inheritdoc />
    protected override void OnRead(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
