namespace Microsoft.Spark;

/// <summary>What every member here throws; the program says that the package is missing before it calls one.</summary>
internal static class NoBehaviour
{
    public static Exception Here => new NotSupportedException("Microsoft.Spark was not on the package feed when this was built.");
}
