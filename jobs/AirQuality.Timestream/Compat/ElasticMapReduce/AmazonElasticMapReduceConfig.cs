using AirQuality.Timestream.Compat.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;

namespace Amazon.ElasticMapReduce;

/// <summary>Settings of a <see cref="AmazonElasticMapReduceClient"/>.</summary>
public class AmazonElasticMapReduceConfig : ClientConfig
{
    /// <summary>Settings with the SDK's defaults.</summary>
    public AmazonElasticMapReduceConfig()
        : base(ClientDefaults.Provider)
    {
        ServiceId = "EMR";
        AuthenticationServiceName = "elasticmapreduce";
        EndpointProvider = new RegionalEndpoint();
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "elasticmapreduce";

    /// <inheritdoc/>
    public override string ServiceVersion => JsonProtocol.ElasticMapReduce.ApiVersion;

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("EMR", "4.0");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpoint.ParametersOf(this));
}
