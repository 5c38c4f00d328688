using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Parameters;

/// <summary>Refuses a measure that the table does not have: a mistyped name must not look like clean air.</summary>
internal static class KnownMeasures
{
    /// <summary>Checks names. While the store cannot be reached nobody knows; the request ends for that reason then.</summary>
    /// <param name="reader">Is told each one that there is not.</param>
    /// <param name="parameter">The parameter that gave them.</param>
    /// <param name="names">The names.</param>
    /// <param name="isKnown">Whether a table has such a measure.</param>
    public static void Check(ParameterReader reader, Parameter parameter, IEnumerable<string> names, Func<TableColumns, string, bool> isKnown)
    {
        if (reader.Columns is not { } columns)
            return;
        foreach (var name in names)
            if (!isKnown(columns, name))
                reader.Refuse(parameter, $"{parameter.Name} is '{name}', which the table does not have; /v1/measures lists what it has.");
    }

    /// <summary>Whether sensors measured it.</summary>
    public static bool IsValueType(TableColumns columns, string name) => columns.ValueTypes.Contains(name);
}
