namespace AirQuality.Api.Settings;

/// <summary>
/// Finds keys that no program reads: a mistyped setting must not be ignored in silence. The top of the settings is left alone, because it
/// is shared with the host and with the other programs of a machine.
/// </summary>
internal static class UnknownSettings
{
    /// <summary>A line for each key in one of the sections that is none of its settings.</summary>
    public static IEnumerable<string> Find(IConfiguration configuration, IEnumerable<SettingsSection> sections) =>
        sections.Where(section => section.Name.Length > 0).GroupBy(section => section.Name)
            .SelectMany(section => Find(configuration.GetSection(section.Key), [.. section.Select(part => part.Type)]));

    private static IEnumerable<string> Find(IConfigurationSection section, IReadOnlyList<Type> types)
    {
        var known = types.SelectMany(type => type.GetProperties()).Where(property => property.CanWrite).ToLookup(property => property.Name, property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
            if (!known.Contains(child.Key))
                yield return $"{child.Path} is not a setting; {section.Path} takes {string.Join(", ", known.Select(property => property.Key))}.";
            else
                foreach (var problem in Find(child, [.. known[child.Key].Where(IsSection)]).Where(_ => known[child.Key].Any(IsSection)))
                    yield return problem;
    }

    // A group of settings of ours, and not a list, a map or a value.
    private static bool IsSection(Type type) => type is { IsClass: true, IsArray: false, IsGenericType: false } && type.Assembly == typeof(UnknownSettings).Assembly;
}
