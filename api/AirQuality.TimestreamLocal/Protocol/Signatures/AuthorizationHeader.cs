namespace AirQuality.TimestreamLocal.Protocol.Signatures;

/// <summary>The parts of an <c>Authorization: AWS4-HMAC-SHA256 …</c> header (Signature Version 4, AWS IAM user guide).</summary>
/// <param name="AccessKey">Whose signature it is.</param>
/// <param name="Scope">Date, region, service and terminator that the signing key is made from.</param>
/// <param name="SignedHeaders">The names of the headers that are signed, in lower case, as listed.</param>
/// <param name="Signature">The signature, hexadecimal.</param>
internal sealed record AuthorizationHeader(string AccessKey, CredentialScope Scope, IReadOnlyList<string> SignedHeaders, string Signature)
{
    /// <summary>The only algorithm that the service knows.</summary>
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Reads a header.</summary>
    /// <exception cref="ServiceException">A part is missing or has no such form.</exception>
    public static AuthorizationHeader Parse(string header)
    {
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            throw Incomplete($"Unsupported AWS 'algorithm': '{header.Split(' ')[0]}'.");
        var parts = header[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .GroupBy(part => part[0], part => part[1])
            .ToDictionary(part => part.Key, part => part.First(), StringComparer.Ordinal);
        var credential = Part("Credential").Split('/');
        if (credential.Length != 5 || credential[^1] != CredentialScope.Terminator)
            throw Incomplete("Credential must be access key, date, region, service and 'aws4_request', parted by '/'.");
        return new(credential[0], new(credential[1], credential[2], credential[3]), Part("SignedHeaders").Split(';'), Part("Signature"));

        string Part(string name) => parts.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw Incomplete($"Authorization header requires '{name}' parameter.");
    }

    private static ServiceException Incomplete(string message) => new(ServiceError.IncompleteSignature, message);
}

/// <summary>What a signing key is good for.</summary>
/// <param name="Date">The day, <c>yyyyMMdd</c>.</param>
/// <param name="Region">The region.</param>
/// <param name="Service">The service's signing name.</param>
internal sealed record CredentialScope(string Date, string Region, string Service)
{
    /// <summary>What every scope ends with.</summary>
    public const string Terminator = "aws4_request";

    /// <inheritdoc />
    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}
