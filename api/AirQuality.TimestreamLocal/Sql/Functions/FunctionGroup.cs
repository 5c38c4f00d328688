namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>The chapters of the function reference.</summary>
internal enum FunctionGroup
{
    /// <summary>Operators.</summary>
    Operator,

    /// <summary>Numbers.</summary>
    Math,

    /// <summary>Bits of integers.</summary>
    Bitwise,

    /// <summary>Text.</summary>
    String,

    /// <summary>Regular expressions.</summary>
    Regex,

    /// <summary>Dates, times and intervals.</summary>
    DateTime,

    /// <summary>Fields of dates, times and intervals.</summary>
    Extract,

    /// <summary>Choice among values.</summary>
    Conditional,

    /// <summary>Types.</summary>
    Conversion,

    /// <summary>Arrays.</summary>
    Array,

    /// <summary>Time series.</summary>
    TimeSeries,
}
