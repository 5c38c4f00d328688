using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>The writes of clients that cannot run here, byte for byte: spelled by Python, Go, Java, Rust, JavaScript and pandas.</summary>
public sealed class CapturedWriteTests
{
    // Of the other captures many meant a scripted server's state; these mean any server's.
    private static readonly string[] Files =
    [
        .. Directory.GetFiles(Fixtures.PathOf("wire"), "*.http").Select(file => Path.GetFileName(file))
            .Where(file => file.Contains(".write-records.", StringComparison.Ordinal) || file.Contains(".write-100-records.", StringComparison.Ordinal))
            .Where(file => CapturedRequest.Parse(File.ReadAllBytes(Fixtures.PathOf("wire", file))).Count > 0)
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Captures => [.. Files];

    [Theory]
    [MemberData(nameof(Captures))]
    public async Task Writes_OfEveryClient_AnsweredAsCapturedAndTakenTwice(string capture)
    {
        await using var server = await TestServer.StartAsync();
        await server.OkAsync("CreateDatabase", """{"DatabaseName":"air-db"}""");
        await server.OkAsync("CreateTable", """
            {"DatabaseName":"air-db","TableName":"readings","MagneticStoreWriteProperties":{"EnableMagneticStoreWrites":true}}
            """);

        var requests = CapturedRequest.Parse(await File.ReadAllBytesAsync(Fixtures.PathOf("wire", capture)));

        Assert.NotEmpty(requests);
        foreach (var request in requests.Concat(requests))
        {
            var (status, body) = await request.SendAsync(server.Endpoint);
            Assert.True(status == request.Status, body);
            if (request.Operation == "WriteRecords")
                Assert.Equal(Total(request.Answer), Total(body));
        }
    }

    [Fact]
    public void Captures_OfTenClients_AreThere() =>
        Assert.InRange(Files.Select(file => file.Split('.')[0]).Distinct().Count(), 10, 20);

    private static string Total(string answer) => answer.Split("\"Total\":")[1].Split(',')[0].Trim();
}
