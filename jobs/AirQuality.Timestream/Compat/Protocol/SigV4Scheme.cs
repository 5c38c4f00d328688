using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>Signs every request with Signature Version 4, the only scheme of these services.</summary>
internal sealed class SigV4Scheme : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}
