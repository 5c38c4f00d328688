using System.Security.Cryptography;
using System.Text;

namespace AirQuality.Api.Tests.Hosting;

/// <summary>A key that may do everything on the steps side.</summary>
internal static class StepsKey
{
    /// <summary>What a client shows.</summary>
    public const string Secret = "f2b1c0ffee-a-key-of-these-tests";

    /// <summary>The settings that let it in.</summary>
    public static (string Key, string Value)[] Settings { get; } =
    [
        ("Keys:0:Name", "tests"),
        ("Keys:0:Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)))),
        ("Keys:0:Scopes:0", "steps:read"),
        ("Keys:0:Scopes:1", "steps:write"),
    ];
}
