using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.Core.Index;

/// <summary>A standard as its file under <c>Index/Standards</c> has it.</summary>
internal sealed record IndexStandardFile
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required string Unit { get; init; }

    public required RoundingRule Rounding { get; init; }

    public required IReadOnlyList<ScaleRow> Pollutants { get; init; }

    public required IReadOnlyList<BandRow> Bands { get; init; }

    public required IReadOnlyList<AdviceRow> Advice { get; init; }

    /// <summary>How a concentration is rounded before the lookup. One rule so far; the file names it so that a reader sees it.</summary>
    internal enum RoundingRule
    {
        [JsonStringEnumMemberName("half_up_to_whole")]
        HalfUpToWhole,
    }

    internal sealed record ScaleRow(Pollutant Pollutant, int AveragingMinutes, long[] UpperBounds);

    internal sealed record BandRow(int Index, string Name, string Colour);

    internal sealed record AdviceRow(string Name, string AtRisk, string Everyone);

    public static IndexStandard Load(string id)
    {
        using var stream = EmbeddedData.Open($"Index.Standards.{id}");
        return Read(stream);
    }

    public static IndexStandard Read(Stream json)
    {
        var file = JsonSerializer.Deserialize(json, IndexJson.Default.IndexStandardFile)
            ?? throw new InvalidDataException("The file of an index standard is empty.");
        return new IndexStandard(file);
    }

    public IndexBand[] ToBands()
    {
        var bands = new IndexBand[Bands.Count];
        for (var i = 0; i < bands.Length; i++)
        {
            var row = Bands[i];
            Require(row.Index == i + 1, $"band {row.Index} stands where band {i + 1} belongs");
            var advice = Advice.SingleOrDefault(a => a.Name == row.Name);
            Require(advice is not null, $"band {row.Index} ({row.Name}) needs one advice of that name");
            bands[i] = new IndexBand(row.Index, row.Name, row.Colour, advice!.AtRisk, advice.Everyone);
        }

        return bands;
    }

    public PollutantScale[] ToScales()
    {
        foreach (var row in Pollutants)
        {
            var bounds = row.UpperBounds;
            Require(bounds.Length == Bands.Count - 1, $"{row.Pollutant} needs {Bands.Count - 1} upper bounds and has {bounds.Length}");
            Require(bounds.Zip(bounds.Skip(1)).All(pair => pair.First < pair.Second), $"the bounds of {row.Pollutant} must rise");
        }

        return [.. Pollutants.Select(row => new PollutantScale(row.Pollutant, row.AveragingMinutes, row.UpperBounds))];
    }

    private void Require(bool condition, string problem)
    {
        if (!condition)
            throw new InvalidDataException($"The index standard {Id} is not usable: {problem}.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IndexStandardFile))]
internal sealed partial class IndexJson : JsonSerializerContext;
