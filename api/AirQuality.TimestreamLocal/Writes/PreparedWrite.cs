using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>A value ready to be stored.</summary>
/// <param name="Name">The measure; unused in a scalar record.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Bits">A number, truth value or time; a DOUBLE as its bits.</param>
/// <param name="Text">A VARCHAR.</param>
internal readonly record struct PreparedMeasure(TextSpan Name, ValueKind Kind, long Bits, TextSpan Text);

/// <summary>A record with everything merged, checked and parsed that needs no look at the table's content.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Dimensions">Its dimensions in <see cref="PreparedWrite.Dimensions"/>, in order of name.</param>
/// <param name="MeasureName">Its measure name.</param>
/// <param name="IsMulti">Whether its measures have names.</param>
/// <param name="Measures">Its values in <see cref="PreparedWrite.Measures"/>; exactly one in a scalar record.</param>
/// <param name="TimeNs">Nanoseconds since 1970 UTC.</param>
/// <param name="Version">Its version, at least 1.</param>
/// <param name="Magnetic">Whether it goes to the magnetic store, which does not report version conflicts.</param>
internal readonly record struct PreparedRecord(
    int Index, Range Dimensions, TextSpan MeasureName, bool IsMulti, Range Measures, long TimeNs, long Version, bool Magnetic);

/// <summary>A record that was not stored.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Reason">Why.</param>
/// <param name="ExistingVersion">The stored record's version, where that was the reason.</param>
internal sealed record RejectedRecord(int Index, string Reason, long? ExistingVersion = null);

/// <summary>A WriteRecords request after every check that needs no look at the table's content.</summary>
/// <param name="request">The request; it owns the texts.</param>
internal sealed class PreparedWrite(WriteRequest request)
{
    /// <summary>The request.</summary>
    public WriteRequest Request { get; } = request;

    /// <summary>The dimensions of all records.</summary>
    public List<DimensionDraft> Dimensions { get; } = new(request.Dimensions.Count);

    /// <summary>The values of all records.</summary>
    public List<PreparedMeasure> Measures { get; } = new(request.Measures.Count);

    /// <summary>The records to be stored, in order.</summary>
    public List<PreparedRecord> Records { get; } = new(request.Records!.Count);

    /// <summary>The records refused so far.</summary>
    public List<RejectedRecord> Rejected { get; } = [];
}
