namespace AirQuality.Jobs.Engine;

/// <summary>Told what a cycle is doing; a terminal shows it, a log says it, a test ignores it.</summary>
internal interface ICycleProgress
{
    /// <summary>A stage began.</summary>
    void Stage(string what);

    /// <summary>Something is wrong that does not end the cycle, and that a person must know.</summary>
    void Warn(string what);
}
