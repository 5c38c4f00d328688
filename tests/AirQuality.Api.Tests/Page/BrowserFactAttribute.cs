namespace AirQuality.Api.Tests.Page;

/// <summary>A fact that needs Chromium, and Node.js to build the page; skips with the reason where one is missing.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    internal static readonly string? Chromium = Find("chromium");

    public BrowserFactAttribute()
    {
        if (Chromium is null)
            Skip = "chromium is not on this machine (Debian: apt-get install chromium)";
        else if (Find("npm") is null || Find("node") is null)
            Skip = "Node.js and npm are not on this machine, so the page cannot be built";
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
