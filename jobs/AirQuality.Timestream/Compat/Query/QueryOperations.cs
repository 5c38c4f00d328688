using AirQuality.Timestream.Compat.Protocol;
using Amazon.Runtime.Internal;
using Amazon.TimestreamQuery.Model;

namespace Amazon.TimestreamQuery;

/// <summary>The operations of the query side.</summary>
internal static class QueryOperations
{
    public static readonly Operation<DescribeEndpointsRequest, DescribeEndpointsResponse> DescribeEndpoints = new(
        JsonProtocol.Timestream, "DescribeEndpoints", DiscoveryJson.Default.DescribeEndpointsRequest, DiscoveryJson.Default.DescribeEndpointsResponse, ReadError);

    public static readonly Operation<QueryRequest, QueryResponse> Query = new(
        JsonProtocol.Timestream, "Query", QueryJson.Default.QueryRequest, QueryJson.Default.QueryResponse, ReadError);

    public static readonly Operation<CancelQueryRequest, CancelQueryResponse> CancelQuery = new(
        JsonProtocol.Timestream, "CancelQuery", QueryJson.Default.CancelQueryRequest, QueryJson.Default.CancelQueryResponse, ReadError);

    private static AmazonTimestreamQueryException ReadError(ErrorResponse error, byte[] body) => new AmazonTimestreamQueryException(
        error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode);
}
