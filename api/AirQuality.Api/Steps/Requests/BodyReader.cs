using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using AirQuality.Api.Problems;

namespace AirQuality.Api.Steps.Requests;

/// <summary>Reads the members of a JSON object and collects everything that is wrong, so that a client learns it all at once.</summary>
/// <param name="body">The object.</param>
internal sealed class BodyReader(JsonElement body)
{
    private readonly List<InputError> _errors = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Turns a member into a value; false where it is none.</summary>
    public delegate bool Parser<T>(JsonElement element, [MaybeNullWhen(false)] out T value);

    /// <summary>A member that must be there.</summary>
    public T? Required<T>(string name, string expected, Parser<T> parse)
    {
        if (TryFind(name, out var element))
            return Parsed(name, element, expected, parse);
        Refuse(name, $"{name} is missing; it must be {expected}.");
        return default;
    }

    /// <summary>A member that may be left out, or be null.</summary>
    public T? Optional<T>(string name, string expected, Parser<T> parse)
        where T : class =>
        TryFind(name, out var element) ? Parsed(name, element, expected, parse) : null;

    /// <summary>A list member that may be left out, or be null; each wrong element is named by its place.</summary>
    public IReadOnlyList<T>? OptionalList<T>(string name, int most, string expected, Parser<T> parse)
    {
        if (!TryFind(name, out var list))
            return null;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is var count && (count == 0 || count > most))
        {
            Refuse(name, string.Create(CultureInfo.InvariantCulture, $"{name} must be a list of 1 to {most} elements, each {expected}; leave it out for all."));
            return null;
        }
        var values = new List<T>(list.GetArrayLength());
        foreach (var (index, element) in list.EnumerateArray().Index())
            if (parse(element, out var value))
                values.Add(value);
            else
                Refuse(string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]"), $"{Shown(element)} must be {expected}.");
        return values;
    }

    /// <summary>Notes that something is wrong.</summary>
    public void Refuse(string name, string message) => _errors.Add(new(name, message));

    /// <summary>Refuses members that nobody asked for, and ends the request where anything was wrong.</summary>
    /// <exception cref="ProblemException">Names every error.</exception>
    public void ThrowIfRefused()
    {
        foreach (var member in body.EnumerateObject())
            if (!_known.Contains(member.Name))
                Refuse(Quoted.Of(member.Name), $"There is no member '{Quoted.Of(member.Name)}' here; it takes {string.Join(", ", _known)}.");
        ThrowIfWrong();
    }

    /// <summary>Ends the request where anything was wrong with the members that were read.</summary>
    /// <exception cref="ProblemException">Names every error.</exception>
    public void ThrowIfWrong()
    {
        if (_errors.Count > 0)
            throw new ProblemException(ProblemType.InvalidBody, string.Join(' ', _errors.Select(error => error.Message))) { Errors = _errors };
    }

    private T? Parsed<T>(string name, JsonElement element, string expected, Parser<T> parse)
    {
        if (parse(element, out var value))
            return value;
        Refuse(name, $"{name} is {Shown(element)}; it must be {expected}.");
        return default;
    }

    private bool TryFind(string name, out JsonElement element)
    {
        _known.Add(name);
        return body.TryGetProperty(name, out element) && element.ValueKind != JsonValueKind.Null;
    }

    private static string Shown(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => $"'{Quoted.Of(element.GetString()!)}'",
        JsonValueKind.Object or JsonValueKind.Array => $"a JSON {element.ValueKind.ToString().ToLowerInvariant()}",
        _ => Quoted.Of(element.GetRawText()),
    };
}
