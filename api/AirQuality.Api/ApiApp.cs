using System.IO.Compression;
using System.Text.Json.Serialization;
using AirQuality.Api.Answers;
using AirQuality.Api.Countries;
using AirQuality.Api.Health;
using AirQuality.Api.Latest;
using AirQuality.Api.Limits;
using AirQuality.Api.Locations;
using AirQuality.Api.Measures;
using AirQuality.Api.OpenApi;
using AirQuality.Api.Page;
using AirQuality.Api.Problems;
using AirQuality.Api.Readings;
using AirQuality.Api.Sensors;
using AirQuality.Api.Settings;
using AirQuality.Api.Stats;
using AirQuality.Api.Steps;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Store;
using AirQuality.Api.Telemetry;
using AirQuality.Timestream;
using Microsoft.AspNetCore.ResponseCompression;

namespace AirQuality.Api;

/// <summary>Puts the program together: services, then what a request passes through, then the routes.</summary>
internal static class ApiApp
{
    /// <summary>The prefix of environment variables, the same for every program of the project.</summary>
    private const string EnvironmentPrefix = "AIRQUALITY_";

    /// <summary>The program, ready to run.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables(EnvironmentPrefix).AddCommandLine(args);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = StepBody.MaxBytes;

            // Long enough for every valid query and for a hostile one to get a reasoned answer.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        });
        // The host would log the query of every request at Information, and with it a key that somebody put there.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);

        // What keeps the host from starting is told by the program, in a line; the host would add its stack trace.
        var hasStarted = false;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => hasStarted && level >= LogLevel.Information);
        AddServices(builder.Services, builder.Configuration);
        builder.Services.AddSteps(builder.Configuration);
        var app = builder.Build();
        app.Services.CheckSettings();
        app.Lifetime.ApplicationStarted.Register(() => hasStarted = true);
        Use(app);
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSettings<DataSettings>("");
        services.AddSettings<StoreSettings>("Store");
        services.AddSettings<TimestreamOptions>("Timestream", options => options.Validate());
        services.AddSingleton<StoreConnection>().AddHostedService(provider => provider.GetRequiredService<StoreConnection>());
        services.AddSingleton<StoreWatch>().AddHostedService(provider => provider.GetRequiredService<StoreWatch>());
        services.AddSingleton<PastReadings>();
        services.AddHealth();
        services.AddLimits();
        services.AddTelemetry(configuration);
        services.AddApiDocument();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddOutputCache(cache =>
        {
            cache.AddPolicy(nameof(StoreCachePolicy), new StoreCachePolicy());
            cache.SizeLimit = 128 * 1024 * 1024;
            cache.MaximumBodySize = 24 * 1024 * 1024;

            // Cursors are bound to the path as it was sent.
            cache.UseCaseSensitivePaths = true;
        });
        services.AddResponseCompression(compression =>
        {
            // What is served is public, so that its compressed size gives nothing away.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json", "application/problem+json", "text/csv"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        // A body that cannot be read is a problem with words, in every environment.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Readable);
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
    }

    private static void Use(WebApplication app)
    {
        app.UseProxies();
        app.UseSecurityHeaders();
        app.UseMiddleware<RequestLog>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context => ProblemWriter.WriteStatusAsync(context.HttpContext));
        app.UseAnyOrigin();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseOutputCache();

        // Within the cache, so that it keeps the compressed form.
        app.UseResponseCompression();
        app.UseSwagger();
        app.UsePage();
    }

    private static void Map(WebApplication app)
    {
        var v1 = app.MapGroup("/v1");
        var read = v1.MapGroup("").CacheOutput(nameof(StoreCachePolicy)).RequireRateLimiting(ReadLimit.PolicyName);
        LatestEndpoints.Map(read);
        LocationEndpoints.Map(read);
        SensorEndpoints.Map(read);
        CountryEndpoints.Map(read);
        MeasureEndpoints.Map(read);
        StatsEndpoints.Map(read);
        SeriesEndpoints.Map(read);
        SummaryEndpoints.Map(read);
        ReadingsEndpoints.Map(read);
        StepEndpoints.Map(v1);
        HealthEndpoints.Map(app);
        ApiDocument.Map(app);
        PageHosting.Map(app);
    }
}
