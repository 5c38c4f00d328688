using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace AirQuality.Api.Parameters;

/// <summary>The kinds of parameter that the endpoints are made of; each knows its bounds, its words and its schema.</summary>
internal static class ParameterKinds
{
    /// <summary>A whole number within bounds.</summary>
    public static Parameter<long> WholeNumber(string name, long min, long max, string description, string example, long? fallback = null, int maxCount = 1, bool inPath = false) => new()
    {
        Name = name,
        Description = description,
        Expected = string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"),
        Example = example,
        MaxCount = maxCount,
        InPath = inPath,
        Schema = WithDefault(new() { ["type"] = "integer", ["format"] = "int64", ["minimum"] = min, ["maximum"] = max }, fallback),
        Parse = (string text, out long value) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max,
    };

    /// <summary>A decimal number within bounds; never NaN and never infinite.</summary>
    public static Parameter<double> Number(string name, double min, double max, string unit, string description, string example) => new()
    {
        Name = name,
        Description = description,
        Expected = string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max} ({unit})"),
        Example = example,
        Schema = new() { ["type"] = "number", ["format"] = "double", ["minimum"] = min, ["maximum"] = max },
        Parse = (string text, out double value) => IsNumber(text, out value) && value >= min && value <= max,
    };

    /// <summary>One of some words.</summary>
    public static Parameter<T> OneOf<T>(string name, IReadOnlyDictionary<string, T> words, string description, string? fallback = null)
        where T : notnull => new()
        {
            Name = name,
            Description = description,
            Expected = $"one of {string.Join(", ", words.Keys)}",
            Example = words.Keys.First(),
            Schema = WithDefault(new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Keys.Select(word => JsonValue.Create(word))]) }, fallback),
            Parse = words.TryGetValue,
        };

    /// <summary>A text of a pattern.</summary>
    public static Parameter<string> Text(string name, System.Text.RegularExpressions.Regex pattern, string expected, string description, string example, int maxCount = 1) => new()
    {
        Name = name,
        Description = description,
        Expected = expected,
        Example = example,
        MaxCount = maxCount,
        Schema = new() { ["type"] = "string", ["pattern"] = pattern.ToString().Replace(@"\z", "$", StringComparison.Ordinal) },
        Parse = (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return pattern.IsMatch(text);
        },
    };

    /// <summary>A decimal number in plain digits, with an exponent if need be.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);

    private static JsonObject WithDefault(JsonObject schema, JsonNode? fallback)
    {
        if (fallback is not null)
            schema["default"] = fallback;
        return schema;
    }
}
