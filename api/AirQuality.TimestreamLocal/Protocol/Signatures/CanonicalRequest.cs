using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace AirQuality.TimestreamLocal.Protocol.Signatures;

/// <summary>A request in the one form that both sides sign (Signature Version 4, AWS IAM user guide, "Create a canonical request").</summary>
internal static partial class CanonicalRequest
{
    /// <summary>The canonical form. The server answers only requests without a query, of paths that need no escapes.</summary>
    public static string Of(HttpRequest request, IReadOnlyList<string> signedHeaders, string bodyHash)
    {
        var text = new StringBuilder($"{request.Method}\n{request.Path}\n\n");
        foreach (string name in signedHeaders)
            text.Append(name).Append(':').AppendJoin(',', request.Headers[name].Select(Trimmed)).Append('\n');
        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(bodyHash).ToString();
    }

    private static string Trimmed(string? value) => Blanks().Replace(value ?? "", " ").Trim();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
