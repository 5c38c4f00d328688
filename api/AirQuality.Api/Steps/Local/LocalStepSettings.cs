namespace AirQuality.Api.Steps.Local;

/// <summary>How steps run on this machine. Section <c>Steps:Local</c>.</summary>
internal sealed class LocalStepSettings
{
    /// <summary>The <c>airquality</c> program, or its <c>airquality.dll</c>, which <c>dotnet</c> starts.</summary>
    public string Program { get; set; } = "";

    /// <summary>
    /// The program's data folder. Null: the server's own. A folder runs one cycle at a time; a step beside a program that keeps cycling
    /// waits its turn. The table is the server's, whatever the folder.
    /// </summary>
    public string? Data { get; set; }

    /// <summary>Steps that may wait. Default 256, EMR's limit.</summary>
    public int MaxPending { get; set; } = 256;

    /// <summary>Steps that are remembered after they ended, with their logs. Default 500.</summary>
    public int Keep { get; set; } = 500;

    /// <summary>Seconds that a cancelled step gets to end tidily. Default 35: the program gives what is in flight 30.</summary>
    public double GraceSeconds { get; set; } = 35;

    /// <summary>Bytes that a step's log may have; more is counted and left out. Default 16 MiB.</summary>
    public long MaxLogBytes { get; set; } = 16L * 1024 * 1024;

    /// <summary>All problems, each naming its key and limit.</summary>
    public IEnumerable<string> Validate()
    {
        if (!File.Exists(Program))
            yield return $"Steps:Local:Program is '{Program}'; it must be the airquality program or airquality.dll.";
        if (Data is not null && (string.IsNullOrWhiteSpace(Data) || Data.StartsWith('-')))
            yield return $"Steps:Local:Data is '{Data}'; it must be a folder.";
        if (MaxPending is < 1 or > 10_000)
            yield return FormattableString.Invariant($"Steps:Local:MaxPending is {MaxPending}; it must be 1 to 10000.");
        if (Keep is < 1 or > 100_000)
            yield return FormattableString.Invariant($"Steps:Local:Keep is {Keep}; it must be 1 to 100000.");
        if (GraceSeconds is not (>= 0 and <= 600))
            yield return FormattableString.Invariant($"Steps:Local:GraceSeconds is {GraceSeconds}; it must be 0 to 600.");
        if (MaxLogBytes < 1_024)
            yield return FormattableString.Invariant($"Steps:Local:MaxLogBytes is {MaxLogBytes}; it must be at least 1024.");
    }
}
