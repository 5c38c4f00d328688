using System.Net;
using System.Net.Sockets;
using AirQuality.TimestreamLocal.Faults;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Tests.Protocol;

public sealed class TimestreamLocalServerTests
{
    [Fact]
    public void Options_Wrong_EveryProblemNamed()
    {
        var options = new TimestreamLocalOptions
        {
            DataFile = " ", Port = 70_000, Region = "", AccountId = "12", LargestRequestBytes = 0, QueryTimeout = TimeSpan.Zero, IdleTimeout = TimeSpan.Zero,
            DrainTimeout = TimeSpan.FromSeconds(-1), Faults = new FaultScript([new FaultRule(FaultKind.Throttle, Rate: 2)]), Address = IPAddress.Any,
        };

        var problems = options.Validate();

        Assert.Equal(10, problems.Count);
        Assert.Contains(problems, problem => problem.Contains("Port is 70000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("127.8.8.8", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("::", false, false)]
    [InlineData("192.168.0.7", false, false)]
    [InlineData("0.0.0.0", true, true)]
    public void Options_AddressThatOthersReach_NeedsAKey(string address, bool withKey, bool right)
    {
        var options = new TimestreamLocalOptions
        {
            DataFile = "timestream.db", Address = IPAddress.Parse(address), Credentials = withKey ? new ServerCredentials("id", "secret") : null,
        };

        if (right)
            Assert.Empty(options.Validate());
        else
            Assert.StartsWith($"Address is {address}", Assert.Single(options.Validate()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongOptions_ArgumentException() =>
        await Assert.ThrowsAsync<ArgumentException>(() => TimestreamLocalServer.StartAsync(new TimestreamLocalOptions { DataFile = "" }));

    [Fact]
    public async Task Start_Default_ListensOnLoopbackOnly()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal("127.0.0.1", server.Endpoint.Host);
        Assert.NotEqual(0, server.Endpoint.Port);
    }

    [Fact]
    public async Task Start_PortTaken_IOExceptionAndFileReleased()
    {
        string folder = TestServer.NewFolder();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new TimestreamLocalOptions { DataFile = Path.Combine(folder, "timestream.db"), Port = ((IPEndPoint)listener.LocalEndpoint).Port };

        await Assert.ThrowsAsync<IOException>(() => TimestreamLocalServer.StartAsync(options));
        await using (await TimestreamLocalServer.StartAsync(options with { Port = 0 })) { }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Start_FolderIsMissing_Made()
    {
        string folder = TestServer.NewFolder();

        await using (await TestServer.StartAsync(Path.Combine(folder, "a", "b")))
            Assert.True(File.Exists(Path.Combine(folder, "a", "b", "timestream.db")));

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Start_FileInUse_StorageException()
    {
        await using var server = await TestServer.StartAsync();

        await Assert.ThrowsAsync<StorageException>(() => TestServer.StartAsync(server.Folder));
    }

    [Fact]
    public async Task Stop_WithRequestsUnderWay_FinishesThem()
    {
        string folder = TestServer.NewFolder();
        var server = await TestServer.StartAsync(folder);
        await server.OkAsync("CreateDatabase", """{"DatabaseName":"d"}""");
        await server.OkAsync("CreateTable", """{"DatabaseName":"d","TableName":"t"}""");
        int stored = 0;
        async Task WriteUntilRefused(int client)
        {
            for (int i = 0; ; i++)
            {
                try
                {
                    var answer = await server.WriteAsync(server.Record("1", sensor: FormattableString.Invariant($"{client}-{i}")));
                    Assert.Null(answer.Error);
                    Interlocked.Increment(ref stored);
                }
                catch (HttpRequestException)
                {
                    return;
                }
            }
        }

        Task[] clients = [.. Enumerable.Range(0, 4).Select(WriteUntilRefused)];
        while (Volatile.Read(ref stored) < 50)
            await Task.Delay(1);
        await server.StopAsync();
        await Task.WhenAll(clients);
        await server.DisposeAsync();

        using (var file = SqliteConnection.Open(Path.Combine(folder, "timestream.db")))
            Assert.InRange(file.Scalar("SELECT count(*) FROM rows_1"), stored, stored + 4);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Stop_Twice_IsHarmlessAndCompletes()
    {
        string folder = TestServer.NewFolder();
        var server = await TimestreamLocalServer.StartAsync(new TimestreamLocalOptions { DataFile = Path.Combine(folder, "timestream.db") });
        Assert.False(server.Completion.IsCompleted);

        await Task.WhenAll(server.StopAsync(), server.StopAsync());
        await server.DisposeAsync();

        Assert.True(server.Completion.IsCompletedSuccessfully);
        Directory.Delete(folder, recursive: true);
    }
}
