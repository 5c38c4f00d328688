namespace AirQuality.Deployment.Tests.Hosting;

/// <summary>A fact that needs programs, and skips with the reason where one is not on this machine.</summary>
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] programs)
    {
        if (programs.FirstOrDefault(program => !Tool.IsThere(program)) is { } missing)
            Skip = $"{missing} is not on this machine";
    }
}

/// <summary>A theory that needs programs, and skips with the reason where one is not on this machine.</summary>
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] programs)
    {
        if (programs.FirstOrDefault(program => !Tool.IsThere(program)) is { } missing)
            Skip = $"{missing} is not on this machine";
    }
}
