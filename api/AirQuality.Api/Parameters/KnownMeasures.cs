using AirQuality.Api.Problems;

namespace AirQuality.Api.Parameters;

/// <summary>Refuses a measure that the table does not have: a mistyped name must not look like clean air.</summary>
internal static class KnownMeasures
{
    /// <summary>Checks names.</summary>
    /// <param name="parameter">The parameter that gave them.</param>
    /// <param name="names">The names.</param>
    /// <param name="isKnown">Whether there is such a measure.</param>
    /// <exception cref="ProblemException">Tells each one that there is not.</exception>
    public static void Check(Parameter parameter, IEnumerable<string> names, Func<string, bool> isKnown)
    {
        var errors = names
            .Where(name => !isKnown(name))
            .Select(name => new InputError(parameter.Name, $"{parameter.Name} is '{name}', which the table does not have; /v1/measures lists what it has."))
            .ToList();
        if (errors.Count > 0)
            throw ProblemException.InvalidParameters(errors);
    }
}
