using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AirQuality.Jobs.Settings;
using Polly;
using Polly.Retry;

namespace AirQuality.Jobs.Backfill.Sources;

/// <summary>
/// An archive on a web server that lists its folders, as archive.sensor.community does. Asked politely: named, one request at a time a
/// unit of work, few retries, and never again once it answers 403 or 429.
/// </summary>
internal sealed partial class HttpArchive : IArchiveSource
{
    private const int MaxBytes = 64 * 1_024 * 1_024;

    private readonly Uri _root;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<HttpResponseMessage> _retry;

    /// <param name="root">The folder that holds day or year folders.</param>
    /// <param name="settings">How we name ourselves, how long we wait, how often we try.</param>
    /// <param name="time">The clock of the waits between tries.</param>
    public HttpArchive(Uri root, FeedSettings settings, TimeProvider time)
    {
        _root = new Uri(root.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        _http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
        {
            Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
            MaxResponseContentBufferSize = MaxBytes,
        };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", settings.UserAgent);
        var retry = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (settings.Attempts > 1)
            retry.AddRetry(RetryOf(settings.Attempts));
        _retry = retry.Build();
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ListedFile> ListAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var day in DayFolders.Days(from, to))
        {
            foreach (var folder in DayFolders.Of(day))
            {
                var address = new Uri(_root, folder + "/");
                if (await GetAsync(address, cancellationToken) is not { } page)
                    continue;
                foreach (var file in FilesIn(System.Text.Encoding.UTF8.GetString(page.Span), address))
                    yield return file;
                break;
            }
        }
    }

    /// <inheritdoc />
    public Task<ReadOnlyMemory<byte>?> ReadAsync(string location, CancellationToken cancellationToken) => GetAsync(new Uri(location), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>
    /// The files that an index page links to. Servers print a file's date and size behind its link: they tell when it changes, so they
    /// are its tag, whatever their form. Where a server prints neither, a changed file is not noticed.
    /// </summary>
    internal static IEnumerable<ListedFile> FilesIn(string page, Uri address)
    {
        foreach (Match link in Link().Matches(page))
        {
            var name = WebUtility.HtmlDecode(link.Groups["href"].Value);
            if (Uri.TryCreate(address, name, out var target) && target.GetLeftPart(UriPartial.Path).StartsWith(address.AbsoluteUri, StringComparison.Ordinal))
                yield return new ListedFile(target.GetLeftPart(UriPartial.Path), string.Join(' ', Words().Matches(Markup().Replace(link.Groups["rest"].Value, " ")).Select(word => word.Value)));
        }
    }

    private async Task<ReadOnlyMemory<byte>?> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _retry.ExecuteAsync(async token => await _http.GetAsync(address, token), cancellationToken);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                return null;
            if (response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests)
                throw new ArchiveException("archive_refused", $"{address} answered {(int)response.StatusCode}: the archive asks us to stay away. Wait, lower --concurrency, and give a contact in Feed:UserAgent.", refused: true);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new ArchiveException("archive_unavailable", $"{address} answered {(int)response.StatusCode} {response.ReasonPhrase}.");
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ArchiveException("archive_unreachable", $"{address} could not be fetched: {e.Message}", e);
        }
    }

    private static RetryStrategyOptions<HttpResponseMessage> RetryOf(int attempts) => new()
    {
        MaxRetryAttempts = attempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromSeconds(1),
        ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>()
            .HandleResult(response => response.StatusCode == HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500),
    };

    [GeneratedRegex("""<a\s[^>]*href\s*=\s*["']?(?<href>[^"'>\s]+\.csv(\.gz)?)["']?[^>]*>.*?</a>(?<rest>.*?)(?=<a\s|</tr>|\n|\z)""", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("<[^>]*>|&nbsp;")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\S+")]
    private static partial Regex Words();
}
