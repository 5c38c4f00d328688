using AirQuality.Timestream;

namespace AirQuality.Jobs.Settings;

/// <summary>What <c>appsettings.json</c>, the environment (<c>AIRQUALITY_Feed__Source</c>) and options can set; options win over the
/// environment, the environment over the file.</summary>
internal sealed class AirQualitySettings
{
    /// <summary>The folder that holds everything a machine keeps. Key <c>Data</c>, default <c>.data</c>.</summary>
    public string Data { get; set; } = ".data";

    /// <summary>Where readings come from. Section <c>Feed</c>.</summary>
    public FeedSettings Feed { get; set; } = new();

    /// <summary>Where records go. Section <c>Timestream</c>; with neither endpoint nor region, to the store embedded in the data folder.</summary>
    public TimestreamOptions Timestream { get; set; } = new();

    /// <summary>What a cluster needs. Section <c>Spark</c>.</summary>
    public SparkSettings Spark { get; set; } = new();

    /// <summary>How long snapshots are kept. Section <c>Landing</c>.</summary>
    public LandingSettings Landing { get; set; } = new();

    /// <summary>Where <c>s3://</c> sources are. Section <c>S3</c>.</summary>
    public S3Settings S3 { get; set; } = new();

    /// <summary>How the archive is read. Section <c>Backfill</c>.</summary>
    public BackfillSettings Backfill { get; set; } = new();
}

/// <summary>Settings of the feed.</summary>
internal sealed class FeedSettings
{
    /// <summary><c>24h</c>, <c>5m</c>, a file, a URL or <c>s3://bucket/key</c>. Default <c>24h</c>, the index's proper input.</summary>
    public string Source { get; set; } = "24h";

    /// <summary>Over how many minutes the feed's values are means; null: 1440 for a source named 24h, 60 for 1h, else 5.</summary>
    public int? AveragingMinutes { get; set; }

    /// <summary>How the program names itself to Sensor.Community, who ask for a way to reach the operator.</summary>
    public string UserAgent { get; set; } = "AirQuality/0.1 (open-source air-quality index; set Feed:UserAgent to add a contact)";

    /// <summary>Seconds that one fetch may take in all, retries included. Default 60.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Tries at most; each waits longer, with jitter. Default 3.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>Bytes of an expanded snapshot at most. Default 256 MiB, fifteen times the whole network's feed.</summary>
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>How many times larger than its gzip form a snapshot may expand; feeds reach 10 to 20. Default 200.</summary>
    public int MaxExpansion { get; set; } = 200;
}

/// <summary>Settings of the landing zone.</summary>
internal sealed class LandingSettings
{
    /// <summary>Hours that finished snapshots are kept for replay. Default 48.</summary>
    public int KeepHours { get; set; } = 48;
}

/// <summary>Settings of S3.</summary>
internal sealed class S3Settings
{
    /// <summary>A server other than AWS that speaks S3; null for AWS.</summary>
    public Uri? Endpoint { get; set; }
}

/// <summary>Settings of backfills.</summary>
internal sealed class BackfillSettings
{
    /// <summary>
    /// Records a second where nothing is set and the table is not on this machine. AWS publishes no fixed write quota and throttles while
    /// a table scales (Timestream developer guide, Handling WriteRecords throttles), so the default leaves room for the live feed.
    /// </summary>
    public const int RecordsPerSecondElsewhere = 1_000;

    /// <summary>Sensors at once, and so requests to a mirror at once. Default 4.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Records a second at most; 0 for no limit. Null: none on this machine, 1,000 elsewhere.</summary>
    public int? RecordsPerSecond { get; set; }

    /// <summary>Records a second that a table may get; null for no limit. A server on this machine takes what it can; one elsewhere is
    /// shared with others.</summary>
    public int? RateTo(TimestreamOptions table) =>
        RecordsPerSecond is { } asked ? asked == 0 ? null : asked
        : table.Endpoint is { IsLoopback: true } ? null
        : RecordsPerSecondElsewhere;
}

/// <summary>Settings of the Spark engine.</summary>
internal sealed class SparkSettings
{
    /// <summary>
    /// A folder that every worker can reach, on a file system that the cluster knows: <c>hdfs:///tmp/airquality</c>, <c>s3://bucket/staging</c>.
    /// Null: the data folder, which is enough where all workers are on this machine.
    /// </summary>
    public Uri? Staging { get; set; }
}
