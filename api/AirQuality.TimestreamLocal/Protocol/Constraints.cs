using System.Globalization;
using System.Text;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>
/// Collects a request's breaches of the service model (lengths, ranges, enumerations, patterns) and reports them all in the
/// service's words: "N validation errors detected: Value 'x' at 'path' failed to satisfy constraint: …".
/// </summary>
internal sealed class Constraints
{
    private const int MostReported = 20;
    private readonly List<string> _breaches = [];
    private int _count;

    /// <summary>A member must be there.</summary>
    public bool Required(object? value, string path)
    {
        if (value is null)
            Add(null, path, "Member must not be null");
        return value is not null;
    }

    /// <summary>A text's length, in characters, where it is there.</summary>
    public void Length(string? value, string path, int min, int max)
    {
        if (value?.Length < min)
            Add(value, path, Invariant($"Member must have length greater than or equal to {min}"));
        if (value?.Length > max)
            Add(value, path, Invariant($"Member must have length less than or equal to {max}"));
    }

    /// <summary>A number's range, where it is there.</summary>
    public void Range(long? value, string path, long min, long max)
    {
        if (value < min)
            Add(Invariant($"{value}"), path, Invariant($"Member must have value greater than or equal to {min}"));
        if (value > max)
            Add(Invariant($"{value}"), path, Invariant($"Member must have value less than or equal to {max}"));
    }

    /// <summary>A text must be one of some, where it is there.</summary>
    public void OneOf(string? value, string path, params ReadOnlySpan<string> values)
    {
        if (value is not null && !values.Contains(value))
            Add(value, path, $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
    }

    /// <summary>Reports a breach of <paramref name="path"/>, which begins with a small letter as the service writes it.</summary>
    public void Add(string? value, string path, string constraint)
    {
        string shown = value is null ? "null" : $"'{Shorten(value)}'";
        if (_count++ < MostReported)
            _breaches.Add($"Value {shown} at '{path}' failed to satisfy constraint: {constraint}");
    }

    /// <summary>Throws when there was a breach.</summary>
    /// <exception cref="ServiceException">ValidationException with every breach (the first twenty of many).</exception>
    public void ThrowIfAny()
    {
        if (_count == 0)
            return;
        string detected = _count == 1 ? "1 validation error detected: " : Invariant($"{_count} validation errors detected: ");
        throw new ServiceException(ServiceError.Constraint, new StringBuilder(detected).AppendJoin("; ", _breaches).ToString());
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Shorten(string value) => value.Length <= 256 ? value : string.Concat(value.AsSpan(0, 256), "…");
}
