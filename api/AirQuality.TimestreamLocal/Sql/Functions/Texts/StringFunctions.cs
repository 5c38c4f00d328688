namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>Functions of text. Lengths and positions count code points, positions from 1; 0 says "not found".</summary>
internal static class StringFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Row("chr(bigint) -> varchar", Lift.Of<long, string>(Characters.FromCodePoint)),
        Row("codepoint(varchar) -> integer", Lift.Of<string, long>(Characters.ToCodePoint)),
        Row("concat(varchar, varchar...) -> varchar", Lift.Variadic<string, string>(TextBudget.Concat)),
        Row("hamming_distance(varchar, varchar) -> bigint", Lift.Of<string, string, long>(Distances.Hamming)),
        Row("length(varchar) -> bigint", Lift.Of<string, long>(text => Values.CodePoints.Count(text))),
        Row("levenshtein_distance(varchar, varchar) -> bigint", Lift.Of<string, string, long>(Distances.Levenshtein)),
        Row("lower(varchar) -> varchar", Lift.Of<string, string>(Characters.Lower)),
        Row("upper(varchar) -> varchar", Lift.Of<string, string>(Characters.Upper)),
        Row("lpad(varchar, bigint, varchar) -> varchar", Lift.Of<string, long, string, string>(Shaping.PadLeft)),
        Row("rpad(varchar, bigint, varchar) -> varchar", Lift.Of<string, long, string, string>(Shaping.PadRight)),
        Row("ltrim(varchar) -> varchar", Lift.Of<string, string>(text => Shaping.Trim(text, left: true, right: false))),
        Row("rtrim(varchar) -> varchar", Lift.Of<string, string>(text => Shaping.Trim(text, left: false, right: true))),
        Row("trim(varchar) -> varchar", Lift.Of<string, string>(text => Shaping.Trim(text, left: true, right: true))),
        Row("replace(varchar, varchar) -> varchar", Lift.Of<string, string, string>((text, search) => Shaping.Replace(text, search, ""))),
        Row("replace(varchar, varchar, varchar) -> varchar", Lift.Of<string, string, string, string>(Shaping.Replace)),
        Row("reverse(varchar) -> varchar", Lift.Of<string, string>(Characters.Reverse)),
        Row("substr(varchar, bigint) -> varchar",
            Lift.Of<string, long, string>((text, start) => Shaping.Substring(text, start, long.MaxValue))),
        Row("substr(varchar, bigint, bigint) -> varchar", Lift.Of<string, long, long, string>(Shaping.Substring)),
        Row("split(varchar, varchar) -> array(varchar)",
            Lift.Of<string, string, object?[]>((text, delimiter) => Searching.Split(text, delimiter, int.MaxValue))),
        Row("split(varchar, varchar, bigint) -> array(varchar)", Lift.Of<string, string, long, object?[]>(Searching.Split)),
        Row("split_part(varchar, varchar, bigint) -> varchar", Lift.Of<string, string, long, string?>(Searching.SplitPart)),
        Row("strpos(varchar, varchar) -> bigint", Lift.Of<string, string, long>((text, part) => Searching.Position(text, part, 1))),
        Row("strpos(varchar, varchar, bigint) -> bigint", Lift.Of<string, string, long, long>(Searching.Position)),
        Row("strrpos(varchar, varchar) -> bigint", Lift.Of<string, string, long>((text, part) => Searching.Position(text, part, -1))),
        Row("strrpos(varchar, varchar, bigint) -> bigint",
            Lift.Of<string, string, long, long>((text, part, instance) => Searching.Position(text, part, -instance))),
    ];

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.String, signature, bind);
}
