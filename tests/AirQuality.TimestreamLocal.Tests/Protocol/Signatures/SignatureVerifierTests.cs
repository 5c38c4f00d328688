using System.Globalization;
using System.Text;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Protocol.Signatures;
using AirQuality.TimestreamLocal.Tests.Clients;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Signatures;

/// <summary>Against what ten real clients signed: each capture was made with the documentation's example key.</summary>
public sealed class SignatureVerifierTests
{
    private static readonly ServerCredentials Credentials = new("AKIDEXAMPLE", "SECRETEXAMPLE");
    private static readonly IReadOnlyList<(string File, CapturedRequest Request)> Captured =
    [
        .. Directory.GetFiles(Fixtures.PathOf("wire"), "*.http").Order(StringComparer.Ordinal)
            .SelectMany(file => CapturedRequest.Parse(File.ReadAllBytes(file)).Select(request => (Path.GetFileName(file), request))),
    ];

    [Fact]
    public void Verify_EveryCapturedRequest_IsTaken()
    {
        Assert.Equal(1_027, Captured.Count); // of 1,573: the captures leave repeats out
        var refused = Captured.Select(c => (c.File, Refusal: Refusal(c.Request))).Where(c => c.Refusal is not null).Select(c => $"{c.File}: {c.Refusal}");
        Assert.Empty(refused);
    }

    [Fact]
    public void Verify_EveryCapturedRequestWithAnotherBody_IsRefused() =>
        Assert.All(Captured, c => Assert.NotNull(Refusal(c.Request, body => body.Append((byte)' ').ToArray())));

    [Fact]
    public void Verify_EveryCapturedRequestWithAnotherSecret_IsRefused() =>
        Assert.All(Captured, c => Assert.Contains("does not match", Refusal(c.Request, credentials: Credentials with { SecretKey = "secretexample" }), StringComparison.Ordinal));

    [Theory]
    [InlineData(-301, "still later than")]
    [InlineData(-299, null)]
    [InlineData(299, null)]
    [InlineData(301, "Signature expired")]
    public void Verify_ClockOff_WithinFiveMinutesIsTaken(int seconds, string? why)
    {
        string? refusal = Refusal(Captured[0].Request, clock: TimeSpan.FromSeconds(seconds));

        if (why is null)
            Assert.Null(refusal);
        else
            Assert.Contains(why, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "MissingAuthenticationTokenException")]
    [InlineData("Bearer x", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/eu-west-1/timestream/aws4_request, Signature=00", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE, SignedHeaders=host, Signature=00", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=SOMEONE/20261122/eu-west-1/timestream/aws4_request, SignedHeaders=host, Signature=00", "UnrecognizedClientException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=00", "InvalidSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/eu-west-1/timestream/aws4_request, SignedHeaders=host, Signature=00", "InvalidSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/eu-west-1/timestream/aws4_request, SignedHeaders=host, Signature=00", "InvalidSignatureException")]
    public void Verify_OddAuthorization_HasItsError(string authorization, string error)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = "/";
        request.Headers.Authorization = authorization;
        request.Headers["X-Amz-Date"] = "20261122T120000Z";
        var verifier = new SignatureVerifier(Credentials, new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)));

        Assert.Equal(error, Assert.Throws<ServiceException>(() => verifier.Verify(request, [])).Error.Name);
    }

    [Fact]
    public void Credentials_Printed_HideTheSecret() => Assert.Equal("AKIDEXAMPLE (secret hidden)", Credentials.ToString());

    private static string? Refusal(
        CapturedRequest captured, Func<byte[], byte[]>? change = null, ServerCredentials? credentials = null, TimeSpan clock = default)
    {
        string text = Encoding.Latin1.GetString(captured.Bytes);
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path) = ("POST", "/");
        foreach (string line in text[..end].Split("\r\n").Skip(1))
            request.Headers.Append(line.Split(':')[0], Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())));
        byte[] body = captured.Bytes[(end + 4)..];
        var signed = DateTimeOffset.ParseExact(
            request.Headers["X-Amz-Date"].ToString(), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        try
        {
            new SignatureVerifier(credentials ?? Credentials, new FakeTimeProvider(signed + clock)).Verify(request, change?.Invoke(body) ?? body);
            return null;
        }
        catch (ServiceException exception)
        {
            return exception.Message;
        }
    }
}
