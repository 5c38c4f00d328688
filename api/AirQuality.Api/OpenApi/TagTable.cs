using Microsoft.OpenApi;

namespace AirQuality.Api.OpenApi;

/// <summary>The groups that operations are shown in.</summary>
internal static class TagTable
{
    private static readonly (string Name, string Description)[] Tags =
    [
        ("Latest", "The newest reading of every sensor or location."),
        ("Locations", "One location: its newest reading, its series, its summary."),
        ("Sensors", "One sensor."),
        ("Readings", "Raw rows of the table."),
        ("Table", "What the table holds."),
        ("Steps", "Jobs that fill the table: submit, follow, cancel. Needs an API key."),
        ("Health", "Whether the server is up, can be asked, and is up to date."),
    ];

    /// <summary>Those that an operation names, in the table's order; others after them.</summary>
    public static IEnumerable<OpenApiTag> Used(OpenApiDocument document)
    {
        var used = document.Paths.Values
            .SelectMany(path => path.Operations is { } operations ? operations.Values.ToList() : [])
            .SelectMany(operation => operation.Tags is { } tags ? tags.ToList() : [])
            .Select(tag => tag.Reference.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return Tags.Where(tag => used.Remove(tag.Name)).Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description })
            .ToList().Concat(used.Order(StringComparer.Ordinal).Select(name => new OpenApiTag { Name = name }));
    }
}
