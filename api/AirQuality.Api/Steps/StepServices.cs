using AirQuality.Api.Settings;
using AirQuality.Api.Steps.Emr;
using AirQuality.Api.Steps.Keys;
using AirQuality.Api.Steps.Local;
using AirQuality.Api.Steps.Submission;
using AirQuality.Api.Steps.Watching;
using AirQuality.Api.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Steps;

/// <summary>Brings the steps side into the host.</summary>
internal static class StepServices
{
    /// <summary>Adds keys, limits and the runner that the settings name. The host uses authentication and authorization before the rate limiter.</summary>
    public static void AddSteps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<StepSettings>("Steps");
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<StepSettings>>().Value);
        services.AddSingleton(provider => new StepFeeds(provider.GetRequiredService<StepSettings>().Feeds));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, StepJson.Default));
        services.AddKeys();
        services.AddSingleton<StepDesk>();
        services.AddSingleton<StepLookups>();
        services.AddSingleton<StepEventPulse>();
        switch (configuration.GetValue<StepRunnerKind?>("Steps:Runner"))
        {
            case StepRunnerKind.Emr:
                services.AddEmr();
                break;
            case StepRunnerKind.Local:
                services.AddLocal();
                break;
            default:
                services.AddSingleton<IStepRunner, UnavailableStepRunner>();
                break;
        }
    }

    private static void AddKeys(this IServiceCollection services)
    {
        services.AddSettings<KeySettings>("");
        services.AddSettings<KeyLimitSettings>("Limits");
        services.AddSingleton<KeyRing>();
        services.AddAuthentication(KeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in ApiKey.AllScopes)
            authorization.AddPolicy(scope, policy => policy.RequireClaim(KeyAuthentication.ScopeClaim, scope));
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, KeyLimit>(KeyLimit.PolicyName));
    }

    private static void AddEmr(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<StepSettings>().Emr);
        services.AddSingleton<EmrClients>();
        services.AddSingleton<EmrFailures>();
        services.AddSingleton<EmrCluster>();
        services.AddSingleton<EmrListing>();
        services.AddSingleton<EmrSubmission>();
        services.AddSingleton<IStepRunner, EmrStepRunner>();
    }

    private static void AddLocal(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<StepSettings>().Local);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<LocalStepFolder>(
            provider, Path.Combine(provider.GetRequiredService<IOptions<DataSettings>>().Value.Data, "steps")));
        services.AddSingleton<LocalStepPlace>();
        services.AddSingleton<LocalStepBook>();
        services.AddSingleton<LocalStepQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<LocalStepQueue>());
        services.AddSingleton<IStepRunner, LocalStepRunner>();
    }
}
