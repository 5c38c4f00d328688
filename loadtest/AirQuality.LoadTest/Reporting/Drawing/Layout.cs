namespace AirQuality.LoadTest.Reporting.Drawing;

/// <summary>The size of a drawing and of the plot in it. Every chart has the same left and right edge, so that times stand above each other.</summary>
/// <param name="Name">The class by which the style sheet shows this drawing or the other.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="PlotHeight">Height of the plot.</param>
internal sealed record Layout(string Name, double Width, double PlotHeight)
{
    /// <summary>For a screen.</summary>
    public static Layout Wide { get; } = new("wide", 960, 260);

    /// <summary>For a phone: narrower, so that its letters stay readable.</summary>
    public static Layout Narrow { get; } = new("narrow", 400, 210);

    /// <summary>The drawings of each chart.</summary>
    public static IReadOnlyList<Layout> All { get; } = [Wide, Narrow];

    /// <summary>The plot's left edge.</summary>
    public static double Left => 48;

    /// <summary>The plot's right edge.</summary>
    public double Right => Width - 40;

    /// <summary>The plot's upper edge.</summary>
    public static double Top => 26;

    /// <summary>The plot's lower edge.</summary>
    public double Bottom => Top + PlotHeight;

    /// <summary>How wide a small text is drawn, about.</summary>
    public static double TextWidth(string text) => text.Length * 6.6;

    /// <summary>How wide a bold one is, about.</summary>
    public static double BoldWidth(string text) => text.Length * 7.4;
}
