using System.Text.Json;
using AirQuality.TimestreamLocal.Protocol;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>Some records of a WriteRecords request were refused; all others are stored.</summary>
/// <param name="rejected">The refused ones, in order.</param>
internal sealed class RejectedRecordsException(IReadOnlyList<RejectedRecord> rejected)
    : ServiceException(ServiceError.RejectedRecords, "One or more records have been rejected. See RejectedRecords for details.")
{
    /// <inheritdoc />
    public override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteStartArray("RejectedRecords"u8);
        foreach (var record in rejected)
        {
            json.WriteStartObject();
            json.WriteNumber("RecordIndex"u8, record.Index);
            json.WriteString("Reason"u8, record.Reason);
            if (record.ExistingVersion is { } version)
                json.WriteNumber("ExistingVersion"u8, version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
