using AirQuality.Timestream.Tests.Scripted;
using Amazon;
using Amazon.Runtime;
using Amazon.TimestreamQuery;
using Amazon.TimestreamQuery.Model;
using Amazon.TimestreamWrite;
using Amazon.TimestreamWrite.Model;

namespace AirQuality.Timestream.Tests.Compat;

/// <summary>
/// Timestream's regional hosts only say where a cell is: with no address configured, a client asks them first and then goes there.
/// </summary>
public sealed class DiscoveryTests
{
    [Fact]
    public async Task Write_RegionOnly_AsksTheRegionOnceAndGoesToTheCell()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = Cell("ingest-cell7.timestream.eu-west-1.amazonaws.com");
        var visited = new Detour(server.Endpoint);
        using var client = new AmazonTimestreamWriteClient(
            new BasicAWSCredentials("a", "b"),
            new AmazonTimestreamWriteConfig { RegionEndpoint = RegionEndpoint.EUWest1, HttpClientFactory = visited });

        await client.DescribeTableAsync(new DescribeTableRequest { DatabaseName = "d", TableName = "t" });
        await client.DescribeTableAsync(new DescribeTableRequest { DatabaseName = "d", TableName = "t" });

        Assert.Equal(["DescribeEndpoints", "DescribeTable", "DescribeTable"], server.Calls.Select(call => call.Operation));
        Assert.Equal(
            [
                "https://ingest.timestream.eu-west-1.amazonaws.com/",
                "https://ingest-cell7.timestream.eu-west-1.amazonaws.com/",
                "https://ingest-cell7.timestream.eu-west-1.amazonaws.com/",
            ],
            visited.Addresses);
    }

    [Theory]
    [InlineData("us-east-2", "https://query.timestream.us-east-2.amazonaws.com/")]
    [InlineData("cn-north-1", "https://query.timestream.cn-north-1.amazonaws.com.cn/")]
    public async Task Query_RegionOnly_AsksTheRegionsHost(string region, string host)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = Cell("query-cell1.example.com");
        server.Pages.Enqueue("""{"QueryId":"Q","ColumnInfo":[],"Rows":[]}""");
        var visited = new Detour(server.Endpoint);
        using var client = new AmazonTimestreamQueryClient(
            new BasicAWSCredentials("a", "b"),
            new AmazonTimestreamQueryConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), HttpClientFactory = visited });

        await client.QueryAsync(new QueryRequest { QueryString = "SELECT 1" });

        Assert.Equal([host, "https://query-cell1.example.com/"], visited.Addresses);
    }

    [Fact]
    public async Task Write_AddressConfigured_AsksNobody()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        using var client = TimestreamClients.CreateWrite(server.Options);

        await client.DescribeTableAsync(new DescribeTableRequest { DatabaseName = "d", TableName = "t" });

        Assert.Equal(["DescribeTable"], server.Calls.Select(call => call.Operation));
    }

    private static Func<Call, Reaction> Cell(string address) => call => call.Operation == "DescribeEndpoints"
        ? Reaction.Answer(200, "application/x-amz-json-1.0", $$"""{"Endpoints":[{"Address":"{{address}}","CachePeriodInMinutes":1440}]}""")
        : Reaction.Serve;

    /// <summary>Leads every request to a server on this machine and remembers where it wanted to go.</summary>
    private sealed class Detour(Uri server) : HttpClientFactory
    {
        public List<string> Addresses { get; } = [];

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

        private sealed class Handler(Detour detour) : DelegatingHandler(new SocketsHttpHandler())
        {
            protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
                base.Send(Turn(request), cancellationToken);

            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                base.SendAsync(Turn(request), cancellationToken);

            private HttpRequestMessage Turn(HttpRequestMessage request)
            {
                lock (detour.Addresses)
                    detour.Addresses.Add(request.RequestUri!.AbsoluteUri);
                request.RequestUri = new Uri(detour.Server, "/");
                return request;
            }
        }

        private Uri Server { get; } = server;
    }
}
