using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Engine;

/// <summary>A local server that takes only its own key, with the program's own client and with boto3.</summary>
public sealed class SignedStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cycle_WithTheKeyAndWithAnother_IsTakenAndRefused()
    {
        using var server = StartServer();
        var url = (await server.UrlAsync()).ToString();

        var right = await CycleAsync("right", url, "SECRET");
        var wrong = await CycleAsync("wrong", url, "GUESS");

        Assert.True(right.ExitCode == (int)ExitCode.Ok, right.ToString());
        Assert.Equal(77, right.Report["stored"]!.GetValue<int>());
        Assert.Equal((int)ExitCode.Configuration, wrong.ExitCode);
        Assert.Contains("signature", wrong.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SECRET", (await server.StopAsync()).ToString(), StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task Boto3_WithTheKeyAndWithAnother_IsTakenAndRefused()
    {
        using var server = StartServer();
        var script = _folder.Write("signed.py", $"""
            import boto3
            from botocore.exceptions import ClientError
            def ask(secret):
                client = boto3.client('timestream-query', endpoint_url='{await server.UrlAsync()}', region_name='eu-central-1',
                                      aws_access_key_id='AKID', aws_secret_access_key=secret)
                return client.query(QueryString='SELECT 1')['Rows'][0]['Data'][0]['ScalarValue']
            print(ask('SECRET'))
            try:
                ask('GUESS')
            except ClientError as e:
                print(e.response['Error']['Code'])
            """);

        var result = await Repository.ShellAsync($"python3 '{script}'");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("1\nInvalidSignatureException\n", result.Output);
    }

    private AirQualityProcess StartServer() =>
        AirQualityProcess.Start(["timestream-local", "--data", _folder["data"], "--access-key", "AKID"], ("AIRQUALITY_SECRET_KEY", "SECRET"));

    private Task<ProcessResult> CycleAsync(string data, string url, string secret) => AirQualityProcess.RunAsync(
        ["cycle", "--json", "--feed", Fixtures.Milan2020, "--endpoint", url, "--data", _folder[data]],
        ("AWS_ACCESS_KEY_ID", "AKID"), ("AWS_SECRET_ACCESS_KEY", secret));
}
