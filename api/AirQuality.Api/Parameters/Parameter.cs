using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace AirQuality.Api.Parameters;

/// <summary>One input of a read endpoint: its name, what it may hold, and its documentation, from which the OpenAPI document is made.</summary>
internal abstract class Parameter
{
    /// <summary>The name, in snake_case.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, with its unit and its default.</summary>
    public required string Description { get; init; }

    /// <summary>Its JSON schema; of one value where it may be repeated.</summary>
    public required JsonObject Schema { get; init; }

    /// <summary>A value to show.</summary>
    public required string Example { get; init; }

    /// <summary>Whether it is a part of the path.</summary>
    public bool InPath { get; init; }

    /// <summary>How often it may be given; 1 unless told.</summary>
    public int MaxCount { get; init; } = 1;
}

/// <summary>Reads one value.</summary>
/// <param name="text">The value, never empty and never longer than <see cref="ParameterReader.MaxLength"/>.</param>
/// <param name="value">What was read.</param>
/// <returns>Whether it is one.</returns>
internal delegate bool ParameterParser<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>A parameter of a type.</summary>
internal sealed class Parameter<T> : Parameter
    where T : notnull
{
    /// <summary>Reads one value.</summary>
    public required ParameterParser<T> Parse { get; init; }

    /// <summary>What a value must be, to follow "is not": <c>a whole number from 1 to 10</c>.</summary>
    public required string Expected { get; init; }
}
