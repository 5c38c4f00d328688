using System.ComponentModel;

namespace AirQuality.Api.Answers;

/// <summary>The envelope of every list.</summary>
/// <param name="Meta">About the list.</param>
/// <param name="Results">This page of it.</param>
internal sealed record Page<T>(PageMeta Meta, IReadOnlyList<T> Results);

/// <summary>About a list.</summary>
/// <param name="Found">How many results there are in all.</param>
/// <param name="Limit">How many a page may hold.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record PageMeta(
    [property: Description("How many results there are in all pages.")] long Found,
    [property: Description("How many results a page may hold.")] int Limit,
    [property: Description("The cursor of the next page, null on the last one. The Link header has its whole address.")] string? Next)
{
    /// <summary>Of a list that is short and comes whole.</summary>
    public static PageMeta Whole(int found) => new(found, Math.Max(1, found), Next: null);
}
