using System.Text.Json;
using AirQuality.Timestream.Compat.Protocol;
using Amazon.Runtime.Internal;
using Amazon.TimestreamWrite.Model;

namespace Amazon.TimestreamWrite;

/// <summary>The operations of the write side.</summary>
internal static class WriteOperations
{
    public static readonly Operation<DescribeEndpointsRequest, DescribeEndpointsResponse> DescribeEndpoints = new(
        JsonProtocol.Timestream, "DescribeEndpoints", DiscoveryJson.Default.DescribeEndpointsRequest, DiscoveryJson.Default.DescribeEndpointsResponse, ReadError);

    public static readonly Operation<CreateDatabaseRequest, CreateDatabaseResponse> CreateDatabase = new(
        JsonProtocol.Timestream, "CreateDatabase", WriteJson.Default.CreateDatabaseRequest, WriteJson.Default.CreateDatabaseResponse, ReadError);

    public static readonly Operation<CreateTableRequest, CreateTableResponse> CreateTable = new(
        JsonProtocol.Timestream, "CreateTable", WriteJson.Default.CreateTableRequest, WriteJson.Default.CreateTableResponse, ReadError);

    public static readonly Operation<DescribeTableRequest, DescribeTableResponse> DescribeTable = new(
        JsonProtocol.Timestream, "DescribeTable", WriteJson.Default.DescribeTableRequest, WriteJson.Default.DescribeTableResponse, ReadError);

    public static readonly Operation<WriteRecordsRequest, WriteRecordsResponse> WriteRecords = new(
        JsonProtocol.Timestream, "WriteRecords", WriteJson.Default.WriteRecordsRequest, WriteJson.Default.WriteRecordsResponse, ReadError);

    private static AmazonTimestreamWriteException ReadError(ErrorResponse error, byte[] body) => error.Code switch
    {
        nameof(RejectedRecordsException) => new RejectedRecordsException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
        {
            RejectedRecords = JsonSerializer.Deserialize(body, WriteJson.Default.RejectedRecordsBody)?.RejectedRecords,
        },
        _ => new AmazonTimestreamWriteException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
    };
}
