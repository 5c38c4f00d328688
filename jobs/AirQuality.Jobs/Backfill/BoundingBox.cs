using System.Globalization;
using System.Text.Json.Serialization;

namespace AirQuality.Jobs.Backfill;

/// <summary>A part of the Earth between two parallels and two meridians.</summary>
/// <param name="South">Degrees north.</param>
/// <param name="West">Degrees east, where it begins.</param>
/// <param name="North">Degrees north.</param>
/// <param name="East">Degrees east, where it ends going eastwards; less than <paramref name="West"/> where it crosses 180°.</param>
internal sealed record BoundingBox(double South, double West, double North, double East)
{
    /// <summary>Names it in the manifest.</summary>
    [JsonIgnore]
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{South},{West},{North},{East}");

    /// <summary>Reads <c>lat1,lon1,lat2,lon2</c>: the latitudes in any order, the longitudes from west to east.</summary>
    public static bool TryParse(string text, out BoundingBox? box)
    {
        box = null;
        var parts = text.Split(',');
        Span<double> degrees = stackalloc double[4];
        if (parts.Length != degrees.Length)
            return false;
        for (var i = 0; i < parts.Length; i++)
        {
            var limit = i % 2 == 0 ? 90 : 180;
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out degrees[i]) || !(Math.Abs(degrees[i]) <= limit))
                return false;
        }

        box = new(Math.Min(degrees[0], degrees[2]), degrees[1], Math.Max(degrees[0], degrees[2]), degrees[3]);
        return true;
    }

    /// <summary>Whether a position lies in it; one that is not known does not.</summary>
    public bool Contains(double? latitude, double? longitude) =>
        latitude >= South && latitude <= North
        && (West <= East ? longitude >= West && longitude <= East : longitude >= West || longitude <= East);
}
