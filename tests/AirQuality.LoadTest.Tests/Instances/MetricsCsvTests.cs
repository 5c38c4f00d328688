using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Instances;

public sealed class MetricsCsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReportsFile_ReadAndWritten_IsTheSameFile()
    {
        var original = Fixtures.Report("metrics.csv");

        var samples = MetricsCsv.Read(original);
        await using (var writer = new StreamWriter(_folder["copy.csv"]) { NewLine = "\n" })
        {
            await MetricsCsv.WriteHeaderAsync(writer);
            foreach (var sample in samples)
                await MetricsCsv.WriteAsync(writer, sample);
        }

        Assert.Equal(7722, samples.Count);
        Assert.Equal(5, samples.Select(sample => sample.InstanceId).Distinct().Count());
        Assert.Equal(File.ReadAllLines(original), File.ReadAllLines(_folder["copy.csv"]));
    }

    [Theory]
    [InlineData("when,who", "begins with 'when,who'")]
    [InlineData("timestamp,instance_id,state,memory_utilization,cpu_utilization\nnow,i-1,running,1,2", "line 2")]
    [InlineData("timestamp,instance_id,state,memory_utilization,cpu_utilization\n2023-12-21 17:32:38,i-1,running,1", "line 2")]
    [InlineData("timestamp,instance_id,state,memory_utilization,cpu_utilization\n2023-12-21 17:32:38,i-1,running,NaN,2", "line 2")]
    public void File_ThatIsNone_IsRefusedByLine(string text, string what)
    {
        File.WriteAllText(_folder["bad.csv"], text);

        Assert.Contains(what, Assert.Throws<InvalidDataException>(() => MetricsCsv.Read(_folder["bad.csv"])).Message, StringComparison.Ordinal);
    }
}
