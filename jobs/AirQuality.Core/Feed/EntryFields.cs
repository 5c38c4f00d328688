using AirQuality.Core.Readings;

namespace AirQuality.Core.Feed;

/// <summary>A value as the feed has it; its text is a slice of the entry, or a copy where the entry has it escaped.</summary>
internal struct EntryValue
{
    public long? Id;
    public Quantity? Quantity;
    public int Start;
    public int Length;
    public byte[]? Unescaped;

    public readonly ReadOnlySpan<byte> TextIn(ReadOnlySpan<byte> entry) => Unescaped ?? entry.Slice(Start, Length);
}

/// <summary>What one entry says, not yet judged. Used again for the next entry, so that parsing allocates nothing.</summary>
internal sealed class EntryFields
{
    public long? Id;
    public long TimeMs;
    public long? SensorId;
    public string? SensorPin;
    public long? SensorTypeId;
    public SensorType? SensorType;
    public string? Manufacturer;
    public long? LocationId;
    public string? Country;
    public double? Latitude;
    public double? Longitude;
    public double? Altitude;
    public bool? Indoor;

    public List<EntryValue> Values { get; } = [];

    /// <summary>Texts that are too long to be anybody's name, and so were left out.</summary>
    public int LongTexts { get; set; }

    /// <summary>Why the entry is malformed, null when it is not.</summary>
    public string? Problem { get; private set; }

    public string Detail { get; private set; } = "";

    /// <summary>Notes why the entry is malformed; the first problem found is the one that counts.</summary>
    public void Fail(string problem, string detail)
    {
        if (Problem is not null)
            return;
        Problem = problem;
        Detail = detail;
    }

    public void Clear()
    {
        Id = SensorId = SensorTypeId = LocationId = null;
        TimeMs = 0;
        LongTexts = 0;
        SensorPin = Manufacturer = Country = Problem = null;
        SensorType = null;
        Latitude = Longitude = Altitude = null;
        Indoor = null;
        Detail = "";
        Values.Clear();
    }
}
