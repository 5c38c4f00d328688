using System.Globalization;
using System.Text.RegularExpressions;

namespace AirQuality.LoadTest.Tests.Reporting;

/// <summary>The style sheet's colours, as WCAG 2.2 measures them.</summary>
public sealed partial class ColourTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Letters_StandOutFromThePage(int mode)
    {
        var style = DrawnReport.First.Page.Element("head")!.Element("style")!.Value;
        var modes = style.Split("prefers-color-scheme: dark");
        var colours = Colour().Matches(modes[mode]).GroupBy(match => match.Groups["name"].Value).ToDictionary(group => group.Key, group => group.First().Groups["rgb"].Value);

        foreach (var name in new[] { "ink", "quiet", "held", "missed", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7" })
            Assert.True(Contrast(colours[name], colours["page"]) >= 4.5, $"--{name} {colours[name]} on {colours["page"]}");
    }

    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string colour) => 0.2126 * Linear(colour[..2]) + 0.7152 * Linear(colour[2..4]) + 0.0722 * Linear(colour[4..]);

    private static double Linear(string hex) =>
        int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0 is var part && part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    [GeneratedRegex("--(?<name>[a-z0-9-]+): #(?<rgb>[0-9a-f]{6})")]
    private static partial Regex Colour();
}
