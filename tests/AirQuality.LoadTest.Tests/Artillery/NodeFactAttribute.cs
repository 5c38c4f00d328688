namespace AirQuality.LoadTest.Tests.Artillery;

/// <summary>A fact that needs Node.js and npm, and skips with the reason where one is not on this machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (new[] { "node", "npm" }.FirstOrDefault(program => !RunScript.IsThere(program)) is { } missing)
            Skip = $"{missing} is not on this machine";
    }
}
