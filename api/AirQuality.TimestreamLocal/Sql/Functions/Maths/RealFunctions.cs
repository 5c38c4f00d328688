namespace AirQuality.TimestreamLocal.Sql.Functions.Maths;

/// <summary>Functions of DOUBLE alone, with IEEE 754's answers outside their domain.</summary>
internal static class RealFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Constant("e", Math.E),
        Constant("pi", Math.PI),
        Constant("infinity", double.PositiveInfinity),
        Constant("nan", double.NaN),
        Of("sqrt", Math.Sqrt),
        Of("cbrt", CubeRoot),
        Of("exp", Math.Exp),
        Of("ln", x => Math.Log(x)),
        Of("log2", Math.Log2),
        Of("log10", Math.Log10),
        Of("degrees", x => x * (180 / Math.PI)),
        Of("radians", x => x * (Math.PI / 180)),
        Of("acos", Math.Acos),
        Of("asin", Math.Asin),
        Of("atan", Math.Atan),
        Of("cos", Math.Cos),
        Of("cosh", Math.Cosh),
        Of("sin", Math.Sin),
        Of("tan", Math.Tan),
        Of("tanh", Math.Tanh),
        Of("atan2", Math.Atan2),
        Of("pow", Math.Pow),
        Of("power", Math.Pow),
    ];

    // C libraries miss the last bit even for whole cubes; one step of Newton's, its cube computed to double precision twice over, mends it.
    private static double CubeRoot(double value)
    {
        var root = Math.Cbrt(value);
        if (root == 0 || !double.IsFinite(root)) return root;
        var square = root * root;
        var cube = square * root;
        var lost = Math.FusedMultiplyAdd(square, root, -cube) + (Math.FusedMultiplyAdd(root, root, -square) * root);
        return root - ((cube - value + lost) / (3 * square));
    }

    private static FunctionDefinition Constant(string name, double value) =>
        new(FunctionGroup.Math, $"{name}() -> double", Lift.Of(() => value));

    private static FunctionDefinition Of(string name, Func<double, double> function) =>
        new(FunctionGroup.Math, $"{name}(double) -> double", Lift.Of(function));

    private static FunctionDefinition Of(string name, Func<double, double, double> function) =>
        new(FunctionGroup.Math, $"{name}(double, double) -> double", Lift.Of(function));
}
