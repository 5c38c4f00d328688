using System.Globalization;
using AirQuality.Core.Records;
using Amazon.TimestreamWrite;
using Amazon.TimestreamWrite.Model;

namespace AirQuality.Timestream.Writing;

/// <summary>
/// Turns records into requests, each value once: what all the records of a request share stands in its common attributes.
/// </summary>
internal static class WriteRequests
{
    public static WriteRecordsRequest Create(TimestreamOptions options, IReadOnlyList<AirRecord> records, Batch batch)
    {
        var members = new AirRecord[batch.Count];
        for (var i = 0; i < members.Length; i++)
            members[i] = records[batch.Start + i];
        var shared = SharedDimensions(members);
        var sharesVersion = Array.TrueForAll(members, member => member.Version == members[0].Version);
        return new WriteRecordsRequest
        {
            DatabaseName = options.Database,
            TableName = options.Table,
            CommonAttributes = new Record
            {
                MeasureName = AirRecord.MeasureName,
                MeasureValueType = MeasureValueType.MULTI,
                TimeUnit = TimeUnit.MILLISECONDS,
                Version = sharesVersion ? members[0].Version : null,
                Dimensions = shared.Count == 0 ? null : shared.ConvertAll(ToDimension),
            },
            Records = Array.ConvertAll(members, member => ToRecord(member, shared, sharesVersion)).ToList(),
        };
    }

    private static List<RecordDimension> SharedDimensions(AirRecord[] members) =>
        [.. members[0].Dimensions.Where(dimension => Array.TrueForAll(members, member => member.Dimensions.Contains(dimension)))];

    private static Record ToRecord(AirRecord record, List<RecordDimension> shared, bool sharesVersion)
    {
        // A dimension that stood in both places would make the whole request invalid.
        var own = new List<Dimension>(record.Dimensions.Count);
        foreach (var dimension in record.Dimensions)
            if (!shared.Contains(dimension))
                own.Add(ToDimension(dimension));
        var measures = new List<MeasureValue>(record.Measures.Count);
        foreach (var measure in record.Measures)
            measures.Add(new MeasureValue { Name = measure.Name, Type = ToType(measure.Type), Value = measure.Value });
        return new Record
        {
            Time = record.TimeMs.ToString(CultureInfo.InvariantCulture),
            Version = sharesVersion ? null : record.Version,
            Dimensions = own.Count == 0 ? null : own,
            MeasureValues = measures,
        };
    }

    private static Dimension ToDimension(RecordDimension dimension) => new() { Name = dimension.Name, Value = dimension.Value };

    private static MeasureValueType ToType(MeasureType type) => type switch
    {
        MeasureType.Double => MeasureValueType.DOUBLE,
        MeasureType.BigInt => MeasureValueType.BIGINT,
        MeasureType.Boolean => MeasureValueType.BOOLEAN,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such measure type."),
    };
}
