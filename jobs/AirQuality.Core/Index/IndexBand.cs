namespace AirQuality.Core.Index;

/// <summary>One step of an index.</summary>
/// <param name="Number">The index value, from 1.</param>
/// <param name="Name">Its name, such as <c>Moderate</c>; several steps may share one.</param>
/// <param name="Colour">Its colour as <c>#RRGGBB</c>.</param>
/// <param name="AdviceAtRisk">What people with heart or lung problems should do, paraphrased.</param>
/// <param name="AdviceEveryone">What everyone else should do, paraphrased.</param>
public sealed record IndexBand(int Number, string Name, string Colour, string AdviceAtRisk, string AdviceEveryone);
