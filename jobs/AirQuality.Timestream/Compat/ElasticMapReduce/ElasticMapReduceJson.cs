using System.Text.Json;
using System.Text.Json.Serialization;
using AirQuality.Timestream.Compat.Protocol;
using Amazon.ElasticMapReduce.Model;

namespace Amazon.ElasticMapReduce;

/// <summary>The JSON shapes of EMR: member names are those of the SDK's types, absent members are left out, dates are epoch seconds.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(ActionOnFailureConverter), typeof(CancelStepsRequestStatusConverter), typeof(ClusterStateConverter),
        typeof(StepCancellationOptionConverter), typeof(StepStateConverter), typeof(EpochDateConverter),
    ])]
[JsonSerializable(typeof(AddJobFlowStepsRequest))]
[JsonSerializable(typeof(AddJobFlowStepsResponse))]
[JsonSerializable(typeof(CancelStepsRequest))]
[JsonSerializable(typeof(CancelStepsResponse))]
[JsonSerializable(typeof(DescribeClusterRequest))]
[JsonSerializable(typeof(DescribeClusterResponse))]
[JsonSerializable(typeof(DescribeStepRequest))]
[JsonSerializable(typeof(DescribeStepResponse))]
[JsonSerializable(typeof(ListStepsRequest))]
[JsonSerializable(typeof(ListStepsResponse))]
internal sealed partial class ElasticMapReduceJson : JsonSerializerContext;

internal sealed class ActionOnFailureConverter() : ConstantConverter<ActionOnFailure>(ActionOnFailure.FindValue);

internal sealed class CancelStepsRequestStatusConverter() : ConstantConverter<CancelStepsRequestStatus>(CancelStepsRequestStatus.FindValue);

internal sealed class ClusterStateConverter() : ConstantConverter<ClusterState>(ClusterState.FindValue);

internal sealed class StepCancellationOptionConverter() : ConstantConverter<StepCancellationOption>(StepCancellationOption.FindValue);

internal sealed class StepStateConverter() : ConstantConverter<StepState>(StepState.FindValue);

/// <summary>AWS JSON writes a date as seconds since 1970, with decimals for parts of a second.</summary>
internal sealed class EpochDateConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTime.UnixEpoch.AddTicks((long)(reader.GetDecimal() * TimeSpan.TicksPerSecond));

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((value.ToUniversalTime() - DateTime.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond);
}
