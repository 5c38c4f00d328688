using System.Text;

namespace AirQuality.Core.Feed;

/// <summary>Counts the malformed entries of a snapshot and tells of each.</summary>
internal sealed class MalformedEntries(Action<MalformedEntry>? onMalformed)
{
    private const int MaxRawBytes = 64 * 1_024;

    /// <summary>How many there were, by reason.</summary>
    public ReasonCounts Counts { get; } = new();

    public void Add(EntryFields fields, ReadOnlySpan<byte> entry, long offset, long index)
    {
        var problem = fields.Problem!;
        Counts.Add(problem);
        if (onMalformed is null)
            return;
        var raw = Encoding.UTF8.GetString(entry[..Math.Min(entry.Length, MaxRawBytes)]);
        onMalformed(new MalformedEntry(offset, index, problem, fields.Detail, raw));
    }
}
