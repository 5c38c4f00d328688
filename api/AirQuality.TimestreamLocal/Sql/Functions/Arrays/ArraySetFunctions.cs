namespace AirQuality.TimestreamLocal.Sql.Functions.Arrays;

/// <summary>Arrays as sets: NULL counts as one more value, and NaN equals NaN. Results keep the order of first appearance.</summary>
internal static class ArraySetFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Row("array_distinct(array(T)) -> array(T)", Lift.Of<object?[], object?[]>(array => [.. array.Distinct(ValueComparer.Instance)])),
        Row("array_except(array(T), array(T)) -> array(T)",
            Lift.Of<object?[], object?[], object?[]>((a, b) => [.. a.Except(b, ValueComparer.Instance)])),
        Row("array_intersect(array(T), array(T)) -> array(T)",
            Lift.Of<object?[], object?[], object?[]>((a, b) => [.. a.Intersect(b, ValueComparer.Instance)])),
        Row("array_union(array(T), array(T)) -> array(T)",
            Lift.Of<object?[], object?[], object?[]>((a, b) => [.. a.Union(b, ValueComparer.Instance)])),
        Row("array_remove(array(T), T) -> array(T)", Lift.Of<object?[], object, object?[]>(Remove)),
        Row("array_sort(array(T)) -> array(T)", Lift.Of<object?[], object?[]>(array => [.. array.Order(ValueComparer.Instance)])),
        Row("arrays_overlap(array(T), array(T)) -> boolean", Lift.Maybe<object?[], object?[], bool>(Overlap)),
    ];

    private static object?[] Remove(object?[] array, object element) =>
        [.. array.Where(candidate => Elements.Same("array_remove", candidate, element) is not true)];

    // Unknown where nothing is shared but a NULL on either side might have been.
    private static bool? Overlap(object?[] a, object?[] b)
    {
        var values = b.Where(value => value is not null).ToHashSet(ValueComparer.Instance);
        if (a.Any(value => value is not null && values.Contains(value))) return true;
        return a.Length > 0 && b.Length > 0 && (a.Contains(null) || b.Contains(null)) ? null : false;
    }

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.Array, signature, bind);
}
