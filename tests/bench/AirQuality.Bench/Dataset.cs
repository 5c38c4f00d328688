using System.Security.Cryptography;
using AirQuality.Bench.Generating;

namespace AirQuality.Bench;

/// <summary>The feed that the contenders read, in a file and in memory.</summary>
internal sealed record Dataset(string Path, byte[] Bytes)
{
    /// <summary>Tells it from others.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Its length in MB of a million bytes.</summary>
    public double Megabytes => Bytes.Length / 1e6;

    /// <summary>Makes the usual feed: the same bytes each time.</summary>
    public static Dataset Generate(string path) => Generate(path, FeedGenerator.UsualNewest);

    /// <summary>Makes a feed of the usual sensors and values with other times.</summary>
    public static Dataset Generate(string path, DateTimeOffset newest)
    {
        var bytes = new MemoryStream();
        new FeedGenerator(RecordedFeeds.Load(Repository.RecordedFeeds), newest, FeedGenerator.UsualSeed).Write(bytes, FeedGenerator.UsualEntries);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        File.WriteAllBytes(path, bytes.ToArray());
        return new(path, bytes.ToArray());
    }
}
