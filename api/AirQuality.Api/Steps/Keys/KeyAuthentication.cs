using System.Security.Claims;
using System.Text.Encodings.Web;
using AirQuality.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Steps.Keys;

/// <summary>Lets in who shows a key: <c>Authorization: Bearer &lt;key&gt;</c> or <c>X-Api-Key: &lt;key&gt;</c>.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>The header that a key may come in, beside Authorization.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>The claim that holds what a key allows.</summary>
    public const string ScopeClaim = "scope";

    private const string Bearer = "Bearer ";
    private const int LongestKey = 512;

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var shown = ShownKeys().Distinct(StringComparer.Ordinal).ToList();
        return Task.FromResult(shown switch
        {
            [] => AuthenticateResult.NoResult(),
            [{ Length: > 0 and <= LongestKey } secret] when keys.Find(secret) is { } key => AuthenticateResult.Success(TicketOf(key)),
            [_] => AuthenticateResult.Fail("Nobody knows this key."),
            _ => AuthenticateResult.Fail("Several different keys were shown."),
        });
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemWriter.WriteAsync(
            Context, ProblemType.Unauthenticated, $"Show a key that this server knows: Authorization: Bearer <key>, or {Header}: <key>.");
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method) ? ApiKey.ReadScope : ApiKey.WriteScope;
        return ProblemWriter.WriteAsync(Context, ProblemType.Forbidden, $"The key is known and does not allow this; it needs the scope {needed}.");
    }

    private IEnumerable<string> ShownKeys()
    {
        foreach (var value in Request.Headers.Authorization)
            if (value is not null && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
                yield return value[Bearer.Length..].Trim();
        foreach (var value in Request.Headers[Header])
            yield return value ?? "";
    }

    private AuthenticationTicket TicketOf(ApiKey key)
    {
        var claims = key.Scopes.Select(scope => new Claim(ScopeClaim, scope)).Prepend(new Claim(ClaimTypes.Name, key.Name));
        return new(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name);
    }
}
