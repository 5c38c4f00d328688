using AirQuality.TimestreamLocal.Writes;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>Some records of a WriteRecords request were refused; all others are stored.</summary>
/// <param name="rejected">The refused ones.</param>
internal sealed class RejectedRecordsException(IReadOnlyList<RejectedRecord> rejected)
    : ServiceException(ServiceError.RejectedRecords, "One or more records have been rejected. See RejectedRecords for details.")
{
    /// <summary>The refused records, in order.</summary>
    public IReadOnlyList<RejectedRecord> Rejected { get; } = rejected;
}
