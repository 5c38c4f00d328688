using System.Text.RegularExpressions;

namespace AirQuality.Api.Parameters;

/// <summary>Which part of a list, and in which form.</summary>
internal static partial class PageParameters
{
    /// <summary>How many results unless told.</summary>
    public const int DefaultLimit = 100;

    /// <summary>The most results of one answer.</summary>
    public const int MaxLimit = 10_000;

    /// <summary>How many.</summary>
    public static readonly Parameter<long> Limit = ParameterKinds.WholeNumber(
        "limit", 1, MaxLimit, "How many results at most.", "100", fallback: DefaultLimit);

    /// <summary>Where to go on.</summary>
    public static readonly Parameter<string> Cursor = ParameterKinds.Text(
        "cursor", CursorText(), "what meta.next of the page before gave", "Goes on after a page: meta.next of it, with all other parameters unchanged.", "eyJxIjoi");

    /// <summary>Refuses a cursor that is none, or one of another list.</summary>
    public static void RefuseCursor(ParameterReader reader) =>
        reader.Refuse(Cursor, "cursor is not one of this question; take meta.next of the page before and leave all other parameters as they were.");

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,512}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CursorText();
}
