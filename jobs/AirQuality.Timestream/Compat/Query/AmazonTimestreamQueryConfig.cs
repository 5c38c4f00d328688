using AirQuality.Timestream.Compat.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;

namespace Amazon.TimestreamQuery;

/// <summary>Settings of a <see cref="AmazonTimestreamQueryClient"/>.</summary>
public class AmazonTimestreamQueryConfig : ClientConfig
{
    /// <summary>Settings with the SDK's defaults.</summary>
    public AmazonTimestreamQueryConfig()
        : base(ClientDefaults.Provider)
    {
        ServiceId = "Timestream Query";
        AuthenticationServiceName = "timestream";
        EndpointProvider = new RegionalEndpoint();
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "query.timestream";

    /// <inheritdoc/>
    public override string ServiceVersion => "2018-11-01";

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("Timestream_Query", "4.0");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpoint.ParametersOf(this));
}
