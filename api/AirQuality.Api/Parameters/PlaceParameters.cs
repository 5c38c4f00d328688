namespace AirQuality.Api.Parameters;

/// <summary>A box on the globe, RFC 7946 section 5 order: where west is larger than east it crosses 180°.</summary>
internal sealed record BoundingBox(double West, double South, double East, double North)
{
    /// <summary>The box with these edges, in that order; null where they are those of none.</summary>
    public static BoundingBox? Of(params ReadOnlySpan<double> edges) =>
        edges is [var west and >= -180 and <= 180, var south and >= -90 and <= 90, var east and >= -180 and <= 180, var north and >= -90 and <= 90]
        && south < north && west != east
            ? new(west, south, east, north)
            : null;

    /// <summary>Whether a place lies within, the edges included.</summary>
    public bool Holds(double latitude, double longitude) =>
        latitude >= South && latitude <= North
        && (West <= East ? longitude >= West && longitude <= East : longitude >= West || longitude <= East);
}

/// <summary>A circle on the globe.</summary>
internal sealed record Circle(double Latitude, double Longitude, double RadiusKm)
{
    // The mean radius of the International Union of Geodesy and Geophysics.
    private const double EarthRadiusKm = 6371.0088;

    /// <summary>Whether a place lies within, by the haversine formula.</summary>
    public bool Holds(double latitude, double longitude)
    {
        var (here, there) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(latitude));
        var north = Math.Sin((there - here) / 2);
        var east = Math.Sin(double.DegreesToRadians(longitude - Longitude) / 2);
        var chord = (north * north) + (Math.Cos(here) * Math.Cos(there) * east * east);
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(chord))) <= RadiusKm;
    }
}

/// <summary>Where: <c>bbox</c>, or <c>lat</c>, <c>lon</c> and <c>radius_km</c>.</summary>
internal static class PlaceParameters
{
    /// <summary>A box.</summary>
    public static readonly Parameter<BoundingBox> Box = new()
    {
        Name = "bbox",
        Description = "A box: west,south,east,north in degrees. Where west is larger than east it crosses 180° (RFC 7946).",
        Expected = "four numbers west,south,east,north with -180 to 180, -90 to 90 and south below north",
        Example = "5.8,47.2,15.1,55.1",
        Schema = new() { ["type"] = "string", ["pattern"] = @"^-?[0-9.]+(,-?[0-9.]+){3}$" },
        Parse = TryReadBox,
    };

    /// <summary>The circle's middle.</summary>
    public static readonly Parameter<double> Latitude = ParameterKinds.Number(
        "lat", -90, 90, "degrees", "The latitude of a circle's middle, in degrees. Goes with lon and radius_km.", "48.78");

    /// <summary>The circle's middle.</summary>
    public static readonly Parameter<double> Longitude = ParameterKinds.Number(
        "lon", -180, 180, "degrees", "The longitude of a circle's middle, in degrees. Goes with lat and radius_km.", "9.18");

    /// <summary>The circle's radius.</summary>
    public static readonly Parameter<double> RadiusKm = ParameterKinds.Number(
        "radius_km", 0.001, 20_037.6, "kilometres", "A circle's radius, in kilometres over the ground. Goes with lat and lon.", "25");

    /// <summary>All four.</summary>
    public static IReadOnlyList<Parameter> All { get; } = [Box, Latitude, Longitude, RadiusKm];

    /// <summary>Reads the circle; null where none is given or it is not whole.</summary>
    public static Circle? ReadCircle(ParameterReader reader)
    {
        Parameter[] parts = [Latitude, Longitude, RadiusKm];
        var given = parts.Count(reader.Has);
        if (given is > 0 and < 3)
            foreach (var missing in parts.Where(part => !reader.Has(part)))
                reader.Refuse(missing, $"{missing.Name} is missing; a circle needs lat, lon and radius_km.");
        return (reader.Value(Latitude), reader.Value(Longitude), reader.Value(RadiusKm)) is ({ } latitude, { } longitude, { } radius)
            ? new(latitude, longitude, radius)
            : null;
    }

    private static bool TryReadBox(string text, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out BoundingBox box)
    {
        box = null;
        var parts = text.Split(',');
        if (parts.Length != 4)
            return false;
        Span<double> edges = stackalloc double[4];
        for (var i = 0; i < 4; i++)
            if (!ParameterKinds.IsNumber(parts[i], out edges[i]))
                return false;
        box = BoundingBox.Of(edges);
        return box is not null;
    }
}
