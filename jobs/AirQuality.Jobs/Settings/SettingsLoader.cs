using Microsoft.Extensions.Configuration;

namespace AirQuality.Jobs.Settings;

/// <summary>Reads the settings and checks them all at once.</summary>
internal static class SettingsLoader
{
    /// <summary>The prefix of environment variables: <c>AIRQUALITY_Feed__Source</c> sets <c>Feed:Source</c>.</summary>
    public const string EnvironmentPrefix = "AIRQUALITY_";

    /// <summary>Reads the file beside the program, then the environment.</summary>
    /// <exception cref="ConfigurationException">A value is not of its key's type.</exception>
    public static AirQualitySettings Load(string folder)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .SetBasePath(folder)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables(EnvironmentPrefix)
                .Build();
            var settings = new AirQualitySettings();
            configuration.Bind(settings);
            return settings;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or InvalidDataException)
        {
            throw new ConfigurationException($"A setting cannot be read: {e.Message}");
        }
    }

    /// <summary>Checks everything that does not need the network.</summary>
    /// <exception cref="ConfigurationException">Names every key that cannot work.</exception>
    public static void Validate(AirQualitySettings settings)
    {
        var problems = Problems(settings).ToList();
        if (problems.Count > 0)
            throw new ConfigurationException(string.Join(Environment.NewLine, problems));
    }

    private static IEnumerable<string> Problems(AirQualitySettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Data))
            yield return "Data: name a folder.";
        if (string.IsNullOrWhiteSpace(settings.Feed.Source))
            yield return "Feed:Source: give 24h, 5m, a file, a URL or s3://bucket/key.";
        if (string.IsNullOrWhiteSpace(settings.Feed.UserAgent))
            yield return "Feed:UserAgent: must not be blank; Sensor.Community asks every reader to name itself and a contact.";
        if (settings.Feed.AveragingMinutes is < 1 or > 1440)
            yield return $"Feed:AveragingMinutes: {settings.Feed.AveragingMinutes} is not between 1 and 1440.";
        if (settings.Feed.TimeoutSeconds is < 1 or > 3600)
            yield return $"Feed:TimeoutSeconds: {settings.Feed.TimeoutSeconds} is not between 1 and 3600.";
        if (settings.Feed.Attempts is < 1 or > 10)
            yield return $"Feed:Attempts: {settings.Feed.Attempts} is not between 1 and 10.";
        if (settings.Feed.MaxBytes < 1024)
            yield return $"Feed:MaxBytes: {settings.Feed.MaxBytes} is less than 1024.";
        if (settings.Feed.MaxExpansion < 20)
            yield return $"Feed:MaxExpansion: {settings.Feed.MaxExpansion} is less than 20, which real feeds reach.";
        if (settings.Landing.KeepHours is < 1 or > 87_600)
            yield return $"Landing:KeepHours: {settings.Landing.KeepHours} is not between 1 and 87600.";
        if (settings.S3.Endpoint is { } s3 && !(s3.IsAbsoluteUri && s3.Scheme is "http" or "https"))
            yield return $"S3:Endpoint: '{s3}' is no http or https URL.";
        if (settings.Backfill.Concurrency is < 1 or > 64)
            yield return $"Backfill:Concurrency: {settings.Backfill.Concurrency} is not between 1 and 64.";
        if (settings.Backfill.RecordsPerSecond is < 0 or > 1_000_000)
            yield return $"Backfill:RecordsPerSecond: {settings.Backfill.RecordsPerSecond} is not between 0 and 1000000.";
        foreach (var problem in settings.Timestream.Validate())
            yield return problem;
    }
}
