using AirQuality.Core.Readings;

namespace AirQuality.Core.Split;

/// <summary>A value of an entry after it was judged by itself, wherever that was.</summary>
/// <param name="No">The entry's position in the feed.</param>
/// <param name="Position">The value's position in the entry; below 0 for an entry without values.</param>
/// <param name="Particulars">The entry's particulars, with its first value; null with the others.</param>
/// <param name="Id">The value's id.</param>
/// <param name="Type">What it is; null when the feed does not say.</param>
/// <param name="Reason">Why it is left out; null when it is kept.</param>
/// <param name="Value">The value, when it is kept.</param>
/// <param name="Index">Its index, when it is kept and has one.</param>
internal sealed record SplitValue(
    long No, int Position, string? Particulars, long Id, string? Type, string? Reason, double Value, int? Index)
{
    public JudgedValue Judged => new(Reason, Value, Index);
}
