using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>A request as a real client sent it, and the answer of the capture: status 0 where it got none (clients.md describes the form).</summary>
internal sealed partial record CapturedRequest(string Scenario, byte[] Bytes, string Operation, int Status, string Answer)
{
    /// <summary>The requests of a capture, in order. Bytes stand for characters: the bodies are cut by length.</summary>
    public static IReadOnlyList<CapturedRequest> Parse(byte[] capture)
    {
        string text = Encoding.Latin1.GetString(capture);
        List<CapturedRequest> requests = [];
        foreach (Match match in Opening().Matches(text))
        {
            var (head, body, end) = Message(text, match.Index + match.Length);
            int answerAt = text.IndexOf("<<<< ", end, StringComparison.Ordinal);
            bool isAnswered = text.AsSpan(answerAt).StartsWith("<<<< response ");
            string answer = isAnswered ? text[(text.IndexOf('\n', answerAt) + 1)..NextNote(text, answerAt)] : "";
            requests.Add(new(
                Scenarios().Matches(text[..match.Index]).LastOrDefault()?.Groups[1].Value ?? "",
                Encoding.Latin1.GetBytes(head.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n\r\n" + body),
                Target().Match(head).Groups[1].Value,
                isAnswered ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0,
                isAnswered ? answer : ""));
        }

        return requests;
    }

    /// <summary>Whether it asks for a later page.</summary>
    public bool HasToken => PageToken().IsMatch(Encoding.Latin1.GetString(Bytes));

    /// <summary>The body of the captured answer.</summary>
    public string AnswerBody => Answer.IndexOf("\n\n", StringComparison.Ordinal) is >= 0 and var end ? Answer[(end + 2)..] : "";

    /// <summary>The same request for the page of another token.</summary>
    public CapturedRequest WithToken(string token)
    {
        string text = Encoding.Latin1.GetString(Bytes);
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string body = PageToken().Replace(text[(end + 4)..], match => $"{match.Groups[1].Value}{token}\"");
        string head = Length().Replace(text[..end], FormattableString.Invariant($"Content-Length: {body.Length}"));
        return this with { Bytes = Encoding.Latin1.GetBytes($"{head}\r\n\r\n{body}") };
    }

    /// <summary>Sends the bytes as they are; gives the status and the body of what comes back.</summary>
    public async Task<(int Status, string Body)> SendAsync(Uri endpoint)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port);
        await client.GetStream().WriteAsync(Bytes);
        var received = new StringBuilder();
        byte[] buffer = new byte[65_536];
        while (!IsWhole(received.ToString()))
        {
            int read = await client.GetStream().ReadAsync(buffer);
            Assert.True(read > 0, "The server ended its answer early.");
            received.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        var (head, body, _) = Message(received.ToString().Replace("\r\n", "\n", StringComparison.Ordinal), 0);
        return (int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture), body);
    }

    private static bool IsWhole(string answer)
    {
        int end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0 && answer.Length - end - 4 >= int.Parse(Length().Match(answer[..end]).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static int NextNote(string text, int answerAt) =>
        text.IndexOf("\n# client reported", answerAt, StringComparison.Ordinal) is > 0 and var report ? report : text.Length;

    private static (string Head, string Body, int End) Message(string text, int start)
    {
        int end = text.IndexOf("\n\n", start, StringComparison.Ordinal);
        string head = text[start..end];
        int length = int.Parse(Length().Match(head).Groups[1].Value, CultureInfo.InvariantCulture);
        return (head, text.Substring(end + 2, length), end + 2 + length);
    }

    [GeneratedRegex("^#### scenario (.*)$", RegexOptions.Multiline)]
    private static partial Regex Scenarios();

    [GeneratedRegex("^>>>> request .*\n", RegexOptions.Multiline)]
    private static partial Regex Opening();

    [GeneratedRegex("^content-length: *([0-9]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Length();

    [GeneratedRegex("(\"NextToken\": ?\")[^\"]+\"")]
    private static partial Regex PageToken();

    [GeneratedRegex(@"^x-amz-target: *Timestream_20181101\.(\w+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Target();
}
