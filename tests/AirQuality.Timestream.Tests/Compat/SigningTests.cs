using System.Security.Cryptography;
using System.Text;
using AirQuality.Timestream.Tests.Scripted;
using AirQuality.Timestream.Tests.Writing;
using Amazon.Runtime;
using Amazon.TimestreamWrite;
using Amazon.TimestreamWrite.Model;

namespace AirQuality.Timestream.Tests.Compat;

/// <summary>Recomputes the signatures after AWS's description of Signature Version 4, with nothing of the SDK's.</summary>
public sealed class SigningTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    [Theory]
    [InlineData(null)]
    [InlineData("session-token==")]
    public async Task Request_OnTheWire_IsSignedForTimestream(string? token)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        AWSCredentials credentials = token is null
            ? new BasicAWSCredentials("AKIDEXAMPLE", Secret)
            : new SessionAWSCredentials("AKIDEXAMPLE", Secret, token);
        var config = new AmazonTimestreamWriteConfig { ServiceURL = server.Endpoint.AbsoluteUri, AuthenticationRegion = "eu-central-1" };
        using var client = new AmazonTimestreamWriteClient(credentials, config);

        await client.DescribeTableAsync(new DescribeTableRequest { DatabaseName = "air_quality", TableName = "Läsungen <&>" });

        var call = Assert.Single(server.Calls);
        var (scope, signedHeaders, signature) = Parse(call.Headers["Authorization"]);
        Assert.Matches(@"^AKIDEXAMPLE/\d{8}/eu-central-1/timestream/aws4_request$", scope);
        Assert.Contains("host", signedHeaders);
        Assert.Contains("x-amz-date", signedHeaders);
        Assert.Contains("x-amz-target", signedHeaders);
        Assert.Equal(token is not null, signedHeaders.Contains("x-amz-security-token"));
        Assert.Equal(Sign(call, scope, signedHeaders), signature);
    }

    [Fact]
    public async Task Request_ServerOnThisMachine_NeedsNoAwsSetUp()
    {
        await using var server = await ScriptedTimestream.StartAsync();

        await server.WriteAsync(Samples.Records(1));

        Assert.Contains("Credential=", Assert.Single(server.Calls).Headers["Authorization"], StringComparison.Ordinal);
    }

    private static (string Scope, string[] SignedHeaders, string Signature) Parse(string authorization)
    {
        Assert.StartsWith("AWS4-HMAC-SHA256 ", authorization, StringComparison.Ordinal);
        var parts = authorization["AWS4-HMAC-SHA256 ".Length..].Split(", ")
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        return (parts["Credential"], parts["SignedHeaders"].Split(';'), parts["Signature"]);
    }

    private static string Sign(Call call, string scope, string[] signedHeaders)
    {
        var canonicalHeaders = string.Concat(signedHeaders.Select(name => $"{name}:{call.Headers[name].Trim()}\n"));
        var canonical = $"POST\n/\n\n{canonicalHeaders}\n{string.Join(';', signedHeaders)}\n{Hash(call.RawBody)}";
        var range = scope[(scope.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var text = $"AWS4-HMAC-SHA256\n{call.Headers["x-amz-date"]}\n{range}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = range.Split('/').Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + Secret), (last, part) => HMACSHA256.HashData(last, Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
