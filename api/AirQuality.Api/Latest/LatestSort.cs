using System.Globalization;
using AirQuality.Api.Parameters;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Latest;

/// <summary>Where a reading stands in a list: what is sorted by, then its id. What has no value stands last, whichever way the list goes.</summary>
internal readonly record struct SortPlace(bool Missing, double Number, string Text, long Id)
{
    private const string MissingText = "-";

    /// <summary>The parts of a cursor.</summary>
    public string[] ToKeys() =>
        [Missing ? MissingText : "", Number.ToString("R", CultureInfo.InvariantCulture), Text, Id.ToString(CultureInfo.InvariantCulture)];

    /// <summary>The place in a cursor's parts; null where they are none.</summary>
    public static SortPlace? Of(string[]? keys) =>
        keys is [MissingText or "", var number, var text, var id]
        && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new(keys[0] == MissingText, value, text, last)
            : null;
}

/// <summary>The order of a list.</summary>
/// <param name="Name">What it is sorted by: <c>id</c>, <c>time</c>, <c>index</c>, <c>country</c>, or a value type.</param>
/// <param name="Descending">Whether the largest comes first.</param>
internal sealed record LatestSort(string Name, bool Descending) : IComparer<SortPlace>
{
    /// <summary>By the id of what is listed.</summary>
    public const string ById = "id";

    /// <summary>The names that are not value types.</summary>
    private static readonly string[] Own = [ById, "time", "index", "country"];

    /// <summary>The parameter.</summary>
    public static readonly Parameter<LatestSort> Parameter = new()
    {
        Name = "sort",
        Description = "What to sort by: sensor_id (with by=location: location_id), time, index, country or a value type; with - before it the largest comes first. "
            + "Ties are sorted by id, and what has no value comes last.",
        Expected = "sensor_id, location_id, time, index, country or a value type, with - before it for descending",
        Example = "-index",
        Schema = new() { ["type"] = "string", ["pattern"] = "^-?[A-Za-z][A-Za-z0-9_]{0,59}$" },
        Parse = (string text, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out LatestSort sort) =>
        {
            var name = text.StartsWith('-') ? text[1..] : text;
            sort = new(name, text.StartsWith('-'));
            return ReadingParameters.MeasureName().IsMatch(name);
        },
    };

    /// <summary>The value type that is sorted by; null for the other names.</summary>
    public string? ValueType => Own.Contains(Name) ? null : Name;

    /// <summary>Where a reading stands.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="id">The id of what is listed.</param>
    public SortPlace PlaceOf(StoredReading reading, long id) => Name switch
    {
        ById => new(false, 0, "", id),
        "time" => new(false, reading.TimeMs, "", id),
        "index" => new(reading.Index is null, reading.Index ?? 0, "", id),
        "country" => new(reading.Country is null, 0, reading.Country ?? "", id),
        _ => reading.ValueOf(Name) is { } value ? new(false, value, "", id) : new(true, 0, "", id),
    };

    /// <inheritdoc />
    public int Compare(SortPlace x, SortPlace y)
    {
        if (x.Missing != y.Missing)
            return x.Missing ? 1 : -1;
        var order = x.Number.CompareTo(y.Number);
        if (order == 0)
            order = string.CompareOrdinal(x.Text, y.Text);
        if (Descending && Name != ById)
            order = -order;
        return order != 0 ? order : Name == ById && Descending ? y.Id.CompareTo(x.Id) : x.Id.CompareTo(y.Id);
    }
}
