namespace AirQuality.Api.Problems;

/// <summary>What a client sent, as it goes back to it in an error: short, and without anything that a terminal would obey.</summary>
internal static class Quoted
{
    private const int Most = 40;

    /// <summary>The text, or its beginning.</summary>
    public static string Of(string text)
    {
        var shown = text.Length <= Most ? text : text[..Most] + "…";
        return string.Create(shown.Length, shown, (chars, source) =>
        {
            for (var i = 0; i < chars.Length; i++)
                chars[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '\uFFFD' : source[i];
        });
    }
}
