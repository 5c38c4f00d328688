using System.Diagnostics;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>Runs Python against a server with the clients <c>write</c> and <c>query</c> at hand. A failed assert fails the test.</summary>
internal static class Boto3
{
    private const string Prelude = """
        import os, sys, boto3
        from botocore.config import Config
        from botocore.exceptions import ClientError

        def client(service, **more):
            return boto3.client(service, region_name='us-east-1', aws_access_key_id='AKIDEXAMPLE', aws_secret_access_key='SECRETEXAMPLE', **more)

        endpoint = sys.argv[1]
        now = int(sys.argv[2])
        write = client('timestream-write', endpoint_url=endpoint)
        query = client('timestream-query', endpoint_url=endpoint)

        def error(call, **arguments):
            try:
                call(**arguments)
            except ClientError as e:
                return e
            raise AssertionError('no error from ' + str(arguments))

        def equal(actual, expected):
            assert actual == expected, f'{actual!r} is not {expected!r}'

        """;

    /// <summary>Runs a script; gives what it printed.</summary>
    public static async Task<string> RunAsync(TestServer server, string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("python3", ["-", server.Endpoint.ToString(), server.Ms()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_CONFIG_FILE"] = "/dev/null";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var python = Process.Start(start)!;
        await python.StandardInput.WriteAsync(Prelude + script);
        python.StandardInput.Close();
        var output = python.StandardOutput.ReadToEndAsync();
        string errors = await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, errors);
        return await output;
    }
}
