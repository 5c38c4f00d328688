using AirQuality.Api.Problems;
using AirQuality.Api.Store;
using AirQuality.Timestream.Reading;
using Microsoft.Extensions.Primitives;

namespace AirQuality.Api.Parameters;

/// <summary>Reads one request's parameters and collects everything that is wrong, so that a client learns it all at once.</summary>
internal sealed class ParameterReader
{
    /// <summary>The longest value, in characters; a cursor is the longest there is.</summary>
    public const int MaxLength = 512;

    private readonly List<InputError> _errors = [];

    /// <summary>Refuses what is not known: a mistyped filter must not return the world.</summary>
    public ParameterReader(HttpRequest request, IReadOnlyList<Parameter> known)
    {
        Request = request;
        foreach (var name in request.Query.Keys)
            if (!known.Any(parameter => !parameter.InPath && parameter.Name == name))
                _errors.Add(new(Quoted.Of(name), $"There is no parameter '{Quoted.Of(name)}' here; {Listed(known)}."));
    }

    /// <summary>The request that is read.</summary>
    public HttpRequest Request { get; }

    /// <summary>What the table has; null while it cannot be reached.</summary>
    public TableColumns? Columns => Request.HttpContext.RequestServices.GetRequiredService<StoreWatch>().Current?.Columns;

    /// <summary>
    /// The instant that spans such as the last 24 hours end at: the end of the present minute, so that the same question has the same answer
    /// for a minute at least.
    /// </summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = Request.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute) + TimeSpan.TicksPerMinute, TimeSpan.Zero);
        }
    }

    /// <summary>The value of a parameter; null where it is not given or is wrong.</summary>
    public T? Value<T>(Parameter<T> parameter)
        where T : struct =>
        Texts(parameter) is [{ } text] && TryParse(parameter, text, out var value) ? value : null;

    /// <summary>The value of a parameter; null where it is not given or is wrong.</summary>
    public T? Object<T>(Parameter<T> parameter)
        where T : class =>
        Texts(parameter) is [{ } text] && TryParse(parameter, text, out var value) ? value : null;

    /// <summary>The values of a parameter that may be repeated; those that are right.</summary>
    public IReadOnlyList<T> Values<T>(Parameter<T> parameter)
        where T : notnull
    {
        var values = new List<T>();
        foreach (var text in Texts(parameter))
            if (TryParse(parameter, text, out var value))
                values.Add(value);
        return values;
    }

    /// <summary>Whether a parameter is given, right or wrong.</summary>
    public bool Has(Parameter parameter) => Request.Query.ContainsKey(parameter.Name);

    /// <summary>The parameters of the query string other than some, in a normal form: the same for the same question.</summary>
    public string Normal(params ReadOnlySpan<Parameter> without)
    {
        var left = new List<string>();
        foreach (var (name, values) in Request.Query)
        {
            var skip = false;
            foreach (var parameter in without)
                skip |= parameter.Name == name;
            if (!skip)
                left.AddRange(values.Select(value => $"{name}={value}"));
        }
        left.Sort(StringComparer.Ordinal);
        return $"{Request.Path}?{string.Join('&', left)}";
    }

    /// <summary>Notes that a value is wrong, for a reason that only the request as a whole shows.</summary>
    public void Refuse(Parameter parameter, string message) => _errors.Add(new(parameter.Name, message));

    /// <summary>Ends the request where anything was wrong.</summary>
    /// <exception cref="ProblemException">Names every error.</exception>
    public void ThrowIfRefused()
    {
        if (_errors.Count > 0)
            throw ProblemException.InvalidParameters(_errors);
    }

    private StringValues Texts(Parameter parameter)
    {
        if (parameter.InPath)
            return Request.RouteValues[parameter.Name] as string;
        var texts = Request.Query[parameter.Name];
        if (texts.Count <= parameter.MaxCount)
            return texts;
        Refuse(parameter, parameter.MaxCount == 1
            ? $"{parameter.Name} is given {texts.Count} times; give it once."
            : $"{parameter.Name} is given {texts.Count} times; {parameter.MaxCount} is the most.");
        return StringValues.Empty;
    }

    private bool TryParse<T>(Parameter<T> parameter, string? text, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
        where T : notnull
    {
        if (text is { Length: > 0 and <= MaxLength } && parameter.Parse(text, out value))
            return true;
        Refuse(parameter, string.IsNullOrEmpty(text)
            ? $"{parameter.Name} is empty; it must be {parameter.Expected}."
            : $"{parameter.Name} is '{Quoted.Of(text)}'; it must be {parameter.Expected}.");
        value = default;
        return false;
    }

    private static string Listed(IReadOnlyList<Parameter> known)
    {
        var names = known.Where(parameter => !parameter.InPath).Select(parameter => parameter.Name).ToList();
        return names.Count == 0 ? "it takes none" : $"it takes {string.Join(", ", names)}";
    }
}
