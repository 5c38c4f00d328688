namespace AirQuality.TimestreamLocal.Sql.Functions.Maths;

/// <summary>Functions of numbers.</summary>
internal static class MathFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Row("sqrt(double) -> double", Lift.Of<double, double>(Math.Sqrt)),
    ];

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.Math, signature, bind);
}
