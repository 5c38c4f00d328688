using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using static System.Globalization.DateTimeStyles;

namespace AirQuality.TimestreamLocal.Protocol.Signatures;

/// <summary>
/// Takes only requests that are signed with one key pair: Signature Version 4 over exactly the headers that the request lists, the body hashed
/// here when no header gives its hash, and a clock that is at most five minutes off.
/// </summary>
internal sealed class SignatureVerifier(ServerCredentials credentials, TimeProvider time)
{
    private const string Service = "timestream";
    private const string DateHeader = "x-amz-date";
    private const string HashHeader = "x-amz-content-sha256";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Checks a request.</summary>
    /// <exception cref="ServiceException">It is not signed, not by this key, not whole, or not of now.</exception>
    public void Verify(HttpRequest request, ReadOnlySpan<byte> body)
    {
        if (request.Headers.Authorization is not [{ Length: > 0 } header])
            throw new ServiceException(ServiceError.MissingAuthenticationToken, "Missing Authentication Token");
        var authorization = AuthorizationHeader.Parse(header);
        if (authorization.AccessKey != credentials.AccessKey)
            throw new ServiceException(ServiceError.UnrecognizedClient, "The security token included in the request is invalid.");
        var timestamp = CheckTime(request, authorization.Scope);
        if (authorization.Scope.Service != Service)
            throw Invalid($"Credential should be scoped to correct service: '{Service}'.");

        var expected = Sign(authorization.Scope, timestamp, CanonicalRequest.Of(request, authorization.SignedHeaders, BodyHash(request, body)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(authorization.Signature)))
            throw Invalid("The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.");
    }

    // The message names the server's time, as the service's does: clients with a wrong clock take it from there or from the Date header.
    private string CheckTime(HttpRequest request, CredentialScope scope)
    {
        string text = request.Headers[DateHeader].ToString();
        if (!DateTimeOffset.TryParseExact(text, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, AssumeUniversal | AdjustToUniversal, out var signed))
            throw new ServiceException(ServiceError.IncompleteSignature, $"Authorization header requires existence of a '{DateHeader}' header of the form yyyyMMdd'T'HHmmss'Z'.");
        if (!text.StartsWith(scope.Date + "T", StringComparison.Ordinal))
            throw Invalid($"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{scope.Date}' != '{text[..8]}', from '{text}'.");
        var now = time.GetUtcNow();
        if (now - signed > Tolerance)
            throw Invalid($"Signature expired: {text} is now earlier than {Stamp(now - Tolerance)} ({Stamp(now)} - 5 min.)");
        if (signed - now > Tolerance)
            throw Invalid($"Signature not yet current: {text} is still later than {Stamp(now + Tolerance)} ({Stamp(now)} + 5 min.)");
        return text;
    }

    private static string BodyHash(HttpRequest request, ReadOnlySpan<byte> body)
    {
        string actual = Convert.ToHexStringLower(SHA256.HashData(body));
        string given = request.Headers[HashHeader].ToString();
        return given.Length == 0 || given == actual
            ? actual
            : throw Invalid($"The body's SHA-256 is not what the {HashHeader} header says.");
    }

    private string Sign(CredentialScope scope, string timestamp, string canonicalRequest)
    {
        string toSign = $"{AuthorizationHeader.Algorithm}\n{timestamp}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)))}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretKey);
        foreach (string part in (string[])[scope.Date, scope.Region, scope.Service, CredentialScope.Terminator])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static string Stamp(DateTimeOffset instant) => instant.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static ServiceException Invalid(string message) => new(ServiceError.InvalidSignature, message);
}
