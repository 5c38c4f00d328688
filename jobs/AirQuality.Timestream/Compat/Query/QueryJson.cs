using System.Text.Json.Serialization;
using AirQuality.Timestream.Compat.Protocol;
using Amazon.TimestreamQuery.Model;

namespace Amazon.TimestreamQuery;

/// <summary>The JSON shapes of the query side: member names are those of the SDK's types, absent members are left out.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ScalarTypeConverter)])]
[JsonSerializable(typeof(QueryRequest))]
[JsonSerializable(typeof(QueryResponse))]
[JsonSerializable(typeof(CancelQueryRequest))]
[JsonSerializable(typeof(CancelQueryResponse))]
internal sealed partial class QueryJson : JsonSerializerContext;

internal sealed class ScalarTypeConverter() : ConstantConverter<ScalarType>(ScalarType.FindValue);
