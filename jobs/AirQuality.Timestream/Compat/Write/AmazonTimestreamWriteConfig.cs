using AirQuality.Timestream.Compat.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;

namespace Amazon.TimestreamWrite;

/// <summary>Settings of a <see cref="AmazonTimestreamWriteClient"/>.</summary>
public class AmazonTimestreamWriteConfig : ClientConfig
{
    /// <summary>Settings with the SDK's defaults.</summary>
    public AmazonTimestreamWriteConfig()
        : base(ClientDefaults.Provider)
    {
        ServiceId = "Timestream Write";
        AuthenticationServiceName = "timestream";
        EndpointProvider = new RegionalEndpoint();
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "ingest.timestream";

    /// <inheritdoc/>
    public override string ServiceVersion => "2018-11-01";

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("Timestream_Write", "4.0");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpoint.ParametersOf(this));
}
