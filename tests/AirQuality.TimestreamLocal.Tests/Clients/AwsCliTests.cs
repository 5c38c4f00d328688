using System.Diagnostics;
using System.Text.Json;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>The commands that a person types, against the server: by option, and by environment (which asks DescribeEndpoints first).</summary>
public sealed class AwsCliTests
{
    private static async Task<(int ExitCode, string Output, string Error)> AwsAsync(Uri endpoint, bool byEnvironment, params string[] arguments)
    {
        string[] all = byEnvironment ? arguments : [.. arguments, "--endpoint-url", endpoint.ToString()];
        var start = new ProcessStartInfo("aws", [.. all, "--output", "json", "--region", "us-east-1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "SECRETEXAMPLE";
        start.Environment["AWS_CONFIG_FILE"] = "/dev/null";
        start.Environment["AWS_PAGER"] = "";
        if (byEnvironment)
            start.Environment["AWS_ENDPOINT_URL"] = endpoint.ToString();
        using var aws = Process.Start(start)!;
        var error = aws.StandardError.ReadToEndAsync();
        string output = await aws.StandardOutput.ReadToEndAsync();
        await aws.WaitForExitAsync();
        return (aws.ExitCode, output, await error);
    }

    [AwsCliFact]
    public async Task WriteThenQuery_ByOptionAndEnvironment_SeesTheRow()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var write = await AwsAsync(
            server.Endpoint, false, "timestream-write", "write-records", "--database-name", "d", "--table-name", "t", "--records", $"[{server.Record("1.5")}]");
        var query = await AwsAsync(server.Endpoint, true, "timestream-query", "query", "--query-string", "SELECT sensor, measure_value::double AS v FROM d.t");

        Assert.True(write.ExitCode == 0, write.Error);
        Assert.True(query.ExitCode == 0, query.Error);
        using var result = JsonDocument.Parse(query.Output);
        Assert.Equal(
            ["1", "1.5"],
            result.RootElement.GetProperty("Rows")[0].GetProperty("Data").EnumerateArray().Select(datum => datum.GetProperty("ScalarValue").GetString()));
    }

    [AwsCliFact]
    public async Task PrepareQuery_WithAParameter_SaysItsType()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var prepare = await AwsAsync(
            server.Endpoint, false, "timestream-query", "prepare-query", "--validate-only", "--query-string", "SELECT time FROM d.t WHERE time > @from");

        Assert.True(prepare.ExitCode == 0, prepare.Error);
        using var result = JsonDocument.Parse(prepare.Output);
        Assert.Equal("t", result.RootElement.GetProperty("Columns")[0].GetProperty("TableName").GetString());
        Assert.Equal("TIMESTAMP", result.RootElement.GetProperty("Parameters")[0].GetProperty("Type").GetProperty("ScalarType").GetString());
    }

    [AwsCliFact]
    public async Task Rejection_ExitsWithTheServicesMessage()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var write = await AwsAsync(
            server.Endpoint, false, "timestream-write", "write-records", "--database-name", "d", "--table-name", "t", "--records", $"[{server.Record("1.5", "1000")}]");

        Assert.NotEqual(0, write.ExitCode);
        Assert.Contains("(RejectedRecordsException)", write.Error, StringComparison.Ordinal);
    }
}
