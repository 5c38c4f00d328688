using AirQuality.Api.Problems;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Parameters;

/// <summary>Refuses a measure that the table does not have: a mistyped name must not look like clean air.</summary>
internal static class KnownMeasures
{
    /// <summary>Checks measures; those of the index are known before anything was written.</summary>
    /// <param name="columns">What the table has.</param>
    /// <param name="parameter">The parameter that named them.</param>
    /// <param name="measures">The names.</param>
    /// <exception cref="ProblemException">Names each one that there is not.</exception>
    public static void Check(TableColumns columns, Parameter parameter, params IEnumerable<string> measures)
    {
        var errors = measures
            .Where(measure => !columns.HasMeasure(measure) && !TableColumns.IndexMeasures.Contains(measure))
            .Select(measure => new InputError(parameter.Name, $"{parameter.Name} is '{measure}', which the table does not have; /v1/measures lists what it has."))
            .ToList();
        if (errors.Count > 0)
            throw ProblemException.InvalidParameters(errors);
    }
}
