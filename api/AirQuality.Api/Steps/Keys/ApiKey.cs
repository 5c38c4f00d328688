namespace AirQuality.Api.Steps.Keys;

/// <summary>A key that opens the steps side; only its hash is kept. Section <c>Keys</c>, a list.</summary>
internal sealed class ApiKey
{
    /// <summary>Reads steps.</summary>
    public const string ReadScope = "steps:read";

    /// <summary>Submits and cancels them.</summary>
    public const string WriteScope = "steps:write";

    /// <summary>What there is to allow.</summary>
    public static readonly IReadOnlyList<string> AllScopes = [ReadScope, WriteScope];

    /// <summary>Whose it is, for logs and limits.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key in hexadecimal digits.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>What it allows.</summary>
    public List<string> Scopes { get; set; } = [];
}
