namespace AirQuality.Core.Index;

/// <summary>
/// An air-quality index: its tables, and the lookup. Each standard is one file under <c>Index/Standards</c>, from which the code and
/// the documentation come.
/// </summary>
public sealed class IndexStandard
{
    private readonly PollutantScale?[] _scales = new PollutantScale?[Enum.GetValues<Pollutant>().Length];

    internal IndexStandard(IndexStandardFile file)
    {
        Id = file.Id;
        Name = file.Name;
        Version = file.Version;
        Source = file.Source;
        ValidFrom = file.ValidFrom;
        Unit = file.Unit;
        Bands = file.ToBands();
        Pollutants = file.ToScales();
        foreach (var scale in Pollutants)
            _scales[(int)scale.Pollutant] = scale;
    }

    /// <summary>The UK Daily Air Quality Index.</summary>
    public static IndexStandard UkDaqi { get; } = IndexStandardFile.Load("uk-daqi");

    /// <summary>Its id, such as <c>uk-daqi</c>; also the name of its file.</summary>
    public string Id { get; }

    /// <summary>Its name for people.</summary>
    public string Name { get; }

    /// <summary>The version of its tables.</summary>
    public string Version { get; }

    /// <summary>The document the tables are from.</summary>
    public string Source { get; }

    /// <summary>The first day it applies to.</summary>
    public DateOnly ValidFrom { get; }

    /// <summary>The unit of its bounds.</summary>
    public string Unit { get; }

    /// <summary>Its steps, from 1 up.</summary>
    public IReadOnlyList<IndexBand> Bands { get; }

    /// <summary>Its pollutants, each with its averaging period and bounds.</summary>
    public IReadOnlyList<PollutantScale> Pollutants { get; }

    /// <summary>The index of one pollutant's concentration: rounded half up to a whole µg/m³, then looked up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The standard has no table for the pollutant.</exception>
    public int IndexOf(Pollutant pollutant, Concentration concentration)
    {
        var scale = _scales[(int)pollutant]
            ?? throw new ArgumentOutOfRangeException(nameof(pollutant), pollutant, $"{Name} has no table for it.");
        return scale.IndexOf(concentration.RoundHalfUp());
    }
}
