using System.Globalization;
using System.Text.RegularExpressions;

namespace AirQuality.Timestream;

/// <summary>
/// Where Timestream is and how hard to try. Bound from the configuration section <c>Timestream</c>; checked by <see cref="Validate"/>.
/// </summary>
public sealed partial record TimestreamOptions
{
    /// <summary>The database; <c>air_quality</c> by default.</summary>
    public string Database { get; init; } = "air_quality";

    /// <summary>The table; <c>readings</c> by default.</summary>
    public string Table { get; init; } = "readings";

    /// <summary>
    /// The address of a server that speaks the Timestream API, such as <c>http://127.0.0.1:8087</c>; null (the default) for AWS.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The AWS region, such as <c>eu-west-1</c>; null (the default) takes it from the AWS environment or profile.</summary>
    public string? Region { get; init; }

    /// <summary>How many write requests may be under way at once; 4 by default, 1 to 64.</summary>
    public int MaxRequestsInFlight { get; init; } = 4;

    /// <summary>How often the SDK sends one request before it reports the failure; 3 by default, 1 to 10.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>
    /// How many failed requests one write may send again, all batches together, after the SDK gave up on them; 20 by default, 0 to 1,000.
    /// Every request that succeeds gives one back, so a throttled table is filled and a dead one is left alone.
    /// </summary>
    public int RetryBudget { get; init; } = 20;

    /// <summary>The wait before the first retry of a batch, doubled for each further one, with jitter; 200 ms by default.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait before a retry; 5 s by default.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one attempt of a write may take; 20 s by default, which is what AWS advises for writers.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long one page of a query may take; 60 s by default (Timestream developer guide, Quotas).</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long requests under way may go on after a cancellation; 5 s by default.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same settings with the region of the AWS environment, where they name none.</summary>
    public TimestreamOptions WithRegionOfEnvironment() => this with
    {
        Region = Region ?? Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION"),
    };

    /// <summary>Checks every setting.</summary>
    /// <returns>All problems, each naming its key and limit; empty where there are none.</returns>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        CheckName(problems, nameof(Database), Database);
        CheckName(problems, nameof(Table), Table);
        if (Endpoint is not null && !(Endpoint.IsAbsoluteUri && Endpoint.Scheme is "http" or "https"))
            problems.Add($"Timestream:Endpoint is '{Endpoint}'; it must be an address such as http://127.0.0.1:8087.");
        if (Region is not null && !RegionName().IsMatch(Region))
            problems.Add($"Timestream:Region is '{Region}'; it must be a region's name such as eu-west-1.");
        CheckRange(problems, nameof(MaxRequestsInFlight), MaxRequestsInFlight, 1, 64);
        CheckRange(problems, nameof(MaxAttempts), MaxAttempts, 1, 10);
        CheckRange(problems, nameof(RetryBudget), RetryBudget, 0, 1_000);
        CheckTime(problems, nameof(RetryDelay), RetryDelay, TimeSpan.FromMinutes(1));
        CheckTime(problems, nameof(MaxRetryDelay), MaxRetryDelay, TimeSpan.FromMinutes(10));
        CheckTime(problems, nameof(RequestTimeout), RequestTimeout, TimeSpan.FromMinutes(10));
        CheckTime(problems, nameof(QueryTimeout), QueryTimeout, TimeSpan.FromHours(1));
        CheckTime(problems, nameof(DrainTimeout), DrainTimeout, TimeSpan.FromMinutes(10));
        return problems;
    }

    private static void CheckName(List<string> problems, string key, string name)
    {
        if (name.Length is < 3 or > 256 || !StoreName().IsMatch(name))
            problems.Add(
                $"Timestream:{key} is '{name}'; Timestream's names are 3 to 256 letters, digits, '_', '-' or '.' "
                + "(CreateTable, Timestream API reference).");
    }

    private static void CheckRange(List<string> problems, string key, int value, int least, int most)
    {
        if (value < least || value > most)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"Timestream:{key} is {value}; it must be {least:N0} to {most:N0}."));
    }

    private static void CheckTime(List<string> problems, string key, TimeSpan value, TimeSpan most)
    {
        if (value <= TimeSpan.Zero || value > most)
            problems.Add($"Timestream:{key} is {value:c}; it must be more than nothing and at most {most:c}.");
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_.-]+\z")]
    private static partial Regex StoreName();

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)+\z")]
    private static partial Regex RegionName();
}
