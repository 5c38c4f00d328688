using System.IO.Compression;
using System.Text.Json.Serialization;
using AirQuality.Api.Answers;
using AirQuality.Api.OpenApi;
using AirQuality.Api.Problems;
using AirQuality.Api.Settings;
using AirQuality.Api.Stats;
using AirQuality.Api.Store;
using AirQuality.Timestream;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace AirQuality.Api;

/// <summary>Puts the program together: services, then what a request passes through, then the routes.</summary>
internal static class ApiApp
{
    /// <summary>The prefix of environment variables, the same for every program of the project.</summary>
    private const string EnvironmentPrefix = "AIRQUALITY_";

    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>The program, ready to run.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables(EnvironmentPrefix).AddCommandLine(args);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;

            // Long enough for every valid query and for a hostile one to get a reasoned answer.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        });
        AddServices(builder.Services);
        var app = builder.Build();
        Use(app);
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSettings<DataSettings>("");
        services.AddSettings<StoreSettings>("Store");
        services.AddOptions<TimestreamOptions>().BindConfiguration("Timestream").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TimestreamOptions>, TimestreamValidation>();
        services.AddSingleton<StoreConnection>().AddHostedService(provider => provider.GetRequiredService<StoreConnection>());
        services.AddSingleton<StoreWatch>().AddHostedService(provider => provider.GetRequiredService<StoreWatch>());
        services.AddApiDocument();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddOutputCache(cache =>
        {
            cache.AddPolicy(nameof(StoreCachePolicy), new StoreCachePolicy());
            cache.SizeLimit = 128 * 1024 * 1024;
            cache.MaximumBodySize = 24 * 1024 * 1024;
        });
        services.AddResponseCompression(compression =>
        {
            // What is served is public, so that its compressed size gives nothing away.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
    }

    private static void Use(WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context => ProblemWriter.WriteStatusAsync(context.HttpContext));
        app.UseRouting();
        app.UseOutputCache();

        // Within the cache, so that it keeps the compressed form.
        app.UseResponseCompression();
    }

    private static void Map(WebApplication app)
    {
        var v1 = app.MapGroup("/v1");
        var read = v1.MapGroup("").CacheOutput(nameof(StoreCachePolicy));
        StatsEndpoints.Map(read);
        ApiDocument.Map(app);
    }

    private sealed class TimestreamValidation : IValidateOptions<TimestreamOptions>
    {
        public ValidateOptionsResult Validate(string? name, TimestreamOptions options) =>
            options.Validate() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
