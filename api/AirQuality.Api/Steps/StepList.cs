using System.ComponentModel;

namespace AirQuality.Api.Steps;

/// <summary>A list of steps.</summary>
/// <param name="Meta">About the list.</param>
/// <param name="Results">This page of it.</param>
internal sealed record StepList(StepListMeta Meta, IReadOnlyList<Step> Results);

/// <summary>About a list of steps.</summary>
/// <param name="Found">How many there are; null on EMR.</param>
/// <param name="Limit">How many a page may hold.</param>
/// <param name="Next">The cursor of the next page.</param>
internal sealed record StepListMeta(
    [property: Description("How many steps there are in all pages; null on EMR, which does not count them.")] long? Found,
    [property: Description("How many results a page may hold.")] int Limit,
    [property: Description("The cursor of the next page, null on the last one. The Link header has its whole address.")] string? Next);
