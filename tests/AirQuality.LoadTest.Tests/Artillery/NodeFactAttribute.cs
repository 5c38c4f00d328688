namespace AirQuality.LoadTest.Tests.Artillery;

/// <summary>A fact that needs Node.js and npm, and skips with the reason where one is not on this machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    private static readonly string[] _programs = ["node", "npm"];

    public NodeFactAttribute()
    {
        if (_programs.FirstOrDefault(program => !RunScript.IsThere(program)) is { } missing)
            Skip = $"{missing} is not on this machine";
    }
}
