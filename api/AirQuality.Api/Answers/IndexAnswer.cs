using System.ComponentModel;
using AirQuality.Core.Index;

namespace AirQuality.Api.Answers;

/// <summary>An index with its name and what it means for people.</summary>
internal sealed record IndexAnswer(
    [property: Description("The index, 1 to 10: the larger of the two pollutants'.")] int Value,
    [property: Description("The index of PM10 (P1) alone, 1 to 10; null where it was not measured.")] int? Pm10,
    [property: Description("The index of PM2.5 (P2) alone, 1 to 10; null where it was not measured.")] int? Pm25,
    [property: Description("The band's name: Low, Moderate, High or Very High.")] string Band,
    [property: Description("The index's colour, #RRGGBB.")] string Colour,
    [property: Description("Defra's health advice for the band, paraphrased.")] AdviceAnswer Advice,
    [property: Description("The id of the index's standard.")] string Standard,
    [property: Description("Always true: the index is defined for 24 h means of reference instruments, and these are low-cost sensors.")] bool Indicative)
{
    /// <summary>The answer for a reading's indices; null where there is none.</summary>
    public static IndexAnswer? Of(int? pm10, int? pm25)
    {
        if (pm10 is null && pm25 is null)
            return null;
        var standard = IndexStandard.UkDaqi;
        var band = standard.Bands[Math.Max(pm10 ?? 1, pm25 ?? 1) - 1];
        return new(band.Number, pm10, pm25, band.Name, band.Colour, new(band.AdviceAtRisk, band.AdviceEveryone), standard.Id, Indicative: true);
    }
}

/// <summary>What to do, by whom.</summary>
internal sealed record AdviceAnswer(
    [property: Description("For people with heart or lung problems.")] string AtRisk,
    [property: Description("For everyone else.")] string Everyone);
