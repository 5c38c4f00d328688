using System.Text.Json.Serialization;
using AirQuality.Timestream.Compat.Protocol;
using Amazon.TimestreamWrite.Model;

namespace Amazon.TimestreamWrite;

/// <summary>The JSON shapes of the write side: member names are those of the SDK's types, absent members are left out.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MeasureValueTypeConverter), typeof(TimeUnitConverter)])]
[JsonSerializable(typeof(CreateDatabaseRequest))]
[JsonSerializable(typeof(CreateDatabaseResponse))]
[JsonSerializable(typeof(CreateTableRequest))]
[JsonSerializable(typeof(CreateTableResponse))]
[JsonSerializable(typeof(DescribeTableRequest))]
[JsonSerializable(typeof(DescribeTableResponse))]
[JsonSerializable(typeof(WriteRecordsRequest))]
[JsonSerializable(typeof(WriteRecordsResponse))]
[JsonSerializable(typeof(RejectedRecordsBody))]
internal sealed partial class WriteJson : JsonSerializerContext;

/// <summary>What a RejectedRecordsException carries beside its message.</summary>
internal sealed class RejectedRecordsBody
{
    public List<RejectedRecord>? RejectedRecords { get; set; }
}

internal sealed class MeasureValueTypeConverter() : ConstantConverter<MeasureValueType>(MeasureValueType.FindValue);

internal sealed class TimeUnitConverter() : ConstantConverter<TimeUnit>(TimeUnit.FindValue);
