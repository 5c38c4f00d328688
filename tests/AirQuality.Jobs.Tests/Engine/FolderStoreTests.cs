using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Tests.Hosting;
using AirQuality.TimestreamLocal;
using AirQuality.TimestreamLocal.Hosting;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.Jobs.Tests.Engine;

public sealed class FolderStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;

    public FolderStoreTests() => _data = new DataFolder(_folder["data"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_Twice_ServesOnceAndTheSecondJoins()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();

        Assert.True(first.Hosted);
        Assert.False(second.Hosted);
        Assert.Equal(first.Endpoint, second.Endpoint);
    }

    [Fact]
    public async Task Open_AfterAProcessThatWasKilled_DoesNotTrustTheUrlItLeft()
    {
        Directory.CreateDirectory(_data.Root);
        await File.WriteAllTextAsync(Path.Combine(_data.Root, "timestream.url"), "http://127.0.0.1:9/");

        await using var store = await OpenAsync();

        Assert.True(store.Hosted);
        Assert.NotEqual(9, store.Endpoint.Port);
    }

    [Fact]
    public async Task Open_PortTaken_SaysWhichPort()
    {
        await using var first = await OpenAsync();
        var other = new DataFolder(_folder["other"]);

        var failure = await Assert.ThrowsAsync<StorageException>(() => FolderStore.OpenAsync(
            new TimestreamLocalOptions { DataFile = other.StoreFile, Port = first.Endpoint.Port }));

        Assert.Contains($"port {first.Endpoint.Port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(_data.Root);
        await File.WriteAllTextAsync(_data.StoreFile, "a diary, not a database, and quite long enough to be taken for one");

        var result = await AirQualityProcess.RunAsync(["query", "SELECT 1", "--data", _data.Root]);

        Assert.Equal((int)ExitCode.Configuration, result.ExitCode);
        Assert.Contains("timestream.db", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("a diary", await File.ReadAllTextAsync(_data.StoreFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_BesideARunningServer_SeesItsStore()
    {
        using var server = AirQualityProcess.Start(["timestream-local", "--data", _data.Root]);
        await server.UrlAsync();

        var taken = await AirQualityProcess.RunAsync(["timestream-local", "--data", _data.Root]);
        var query = await AirQualityProcess.RunAsync(["query", "SELECT 1 AS one", "--csv", "--data", _data.Root]);

        Assert.Equal((int)ExitCode.Configuration, taken.ExitCode);
        Assert.Contains("is served already, at http://127.0.0.1:", taken.Error, StringComparison.Ordinal);
        Assert.Equal("one\r\n1\r\n", query.Output.ReplaceLineEndings("\r\n"));
    }

    private Task<FolderStore> OpenAsync() => FolderStore.OpenAsync(new TimestreamLocalOptions { DataFile = _data.StoreFile });
}
