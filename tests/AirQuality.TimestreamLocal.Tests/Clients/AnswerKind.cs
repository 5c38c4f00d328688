using System.Text.RegularExpressions;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>What an answer is to a client: <c>ok</c>, an error's name, or <c>http400</c> where an error has no name.</summary>
internal static partial class AnswerKind
{
    public static string Of(int status, string body) =>
        status == 200 ? "ok" : Name().Match(body) is { Success: true } name ? name.Groups[1].Value : $"http{status}";

    [GeneratedRegex("\"__type\": ?\"(?:[^\"]*#)?(\\w+)")]
    private static partial Regex Name();
}
