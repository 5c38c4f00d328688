using System.Globalization;

namespace AirQuality.LoadTest.Reporting.Measured;

/// <summary>What artillery counted and timed in some span: its <c>counters</c> and its <c>http.response_time</c>.</summary>
internal sealed record Traffic(IReadOnlyDictionary<string, double> Counters, ResponseTimes Times)
{
    private const string CodePrefix = "http.codes.";
    private const string ErrorPrefix = "errors.";
    private const int FirstFailing = 400;

    /// <summary>Requests sent.</summary>
    public double Requests => Counter("http.requests");

    /// <summary>Bytes of the answers.</summary>
    public double DownloadedBytes => Counter("http.downloaded_bytes");

    /// <summary>Virtual users started.</summary>
    public double Users => Counter("vusers.created");

    /// <summary>
    /// Requests without an answer or with one of 400 and above. artillery's other errors (a failed expectation or capture) are mostly told of an
    /// answer that is counted already, so only those beyond such answers count.
    /// </summary>
    public double Failed
    {
        get
        {
            var unanswered = Errors.Where(error => IsNetworkError(error.Name)).Sum(error => error.Count);
            return unanswered + Math.Max(FailingAnswers, Errors.Sum(error => error.Count) - unanswered);
        }
    }

    /// <summary>The apdex: satisfied and half of the tolerated, of all; null where it was not counted.</summary>
    public double? Apdex => Satisfied + Tolerated + Frustrated is var all and > 0 ? (Satisfied + Tolerated / 2) / all : null;

    /// <summary>Answers within the apdex's time.</summary>
    public double Satisfied => Counter("apdex.satisfied");

    /// <summary>Answers within four times that.</summary>
    public double Tolerated => Counter("apdex.tolerated");

    /// <summary>Answers slower than that, or failing.</summary>
    public double Frustrated => Counter("apdex.frustrated");

    /// <summary>What failed, by answer and by artillery's error, most frequent first.</summary>
    public IEnumerable<(string Name, double Count)> Failures =>
        Counters.Where(counter => FailingCode(counter.Key)).Select(counter => ($"answer {counter.Key[CodePrefix.Length..]}", counter.Value))
            .Concat(Errors).Where(failure => failure.Item2 > 0).OrderByDescending(failure => failure.Item2);

    private double FailingAnswers => Counters.Where(counter => FailingCode(counter.Key)).Sum(counter => counter.Value);

    private IEnumerable<(string Name, double Count)> Errors =>
        Counters.Where(counter => counter.Key.StartsWith(ErrorPrefix, StringComparison.Ordinal)).Select(counter => (counter.Key[ErrorPrefix.Length..], counter.Value));

    /// <summary>All parts as one.</summary>
    public static Traffic Sum(IReadOnlyList<Traffic> parts) => new(
        parts.SelectMany(part => part.Counters).GroupBy(counter => counter.Key).ToDictionary(group => group.Key, group => group.Sum(counter => counter.Value)),
        PooledTimes.Of(parts.Select(part => part.Times)));

    private double Counter(string name) => Counters.GetValueOrDefault(name);

    private static bool FailingCode(string counter) => counter.StartsWith(CodePrefix, StringComparison.Ordinal)
        && int.TryParse(counter.AsSpan(CodePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code >= FirstFailing;

    /// <summary>Node.js names what befell a connection in capitals: ECONNRESET, ETIMEDOUT, ERR_….</summary>
    private static bool IsNetworkError(string name) => name.StartsWith('E') && name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_');
}
