namespace AirQuality.Core;

/// <summary>The rules that are data: JSON files inside this assembly.</summary>
internal static class EmbeddedData
{
    public static Stream Open(string name) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidDataException($"The assembly has no embedded file {name}.");
}
