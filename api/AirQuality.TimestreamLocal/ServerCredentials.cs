namespace AirQuality.TimestreamLocal;

/// <summary>The one key pair whose signatures a server takes.</summary>
/// <param name="AccessKey">The access key id, which requests name.</param>
/// <param name="SecretKey">The secret key, which they are signed with.</param>
public sealed record ServerCredentials(string AccessKey, string SecretKey)
{
    /// <summary>Without the secret: options are printed and logged.</summary>
    public override string ToString() => $"{AccessKey} (secret hidden)";
}
