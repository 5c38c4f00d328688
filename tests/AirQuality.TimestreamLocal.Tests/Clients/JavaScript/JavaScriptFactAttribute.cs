namespace AirQuality.TimestreamLocal.Tests.Clients.JavaScript;

/// <summary>A fact that needs Node.js and the SDK's packages, which npm brings once into artifacts/; skips with the reason where that fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JavaScriptFactAttribute : FactAttribute
{
    private static readonly string Source = Path.GetFullPath(
        Path.Combine(Fixtures.PathOf(""), "..", "AirQuality.TimestreamLocal.Tests", "Clients", "JavaScript"));

    /// <summary>The folder whose node_modules hold the SDK.</summary>
    public static string Modules { get; } = Path.GetFullPath(Path.Combine(Fixtures.PathOf(""), "..", "..", "artifacts", "javascript-clients"));

    private static readonly Lazy<string?> Missing = new(() => new JavaScriptInstall(Source, Modules).Prepare());

    public JavaScriptFactAttribute() => Skip = Missing.Value;

    /// <summary>The script that tests run.</summary>
    public static string Script => Path.Combine(Source, "client.mjs");
}
