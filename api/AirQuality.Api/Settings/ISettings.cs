using Microsoft.Extensions.Options;

namespace AirQuality.Api.Settings;

/// <summary>A section of the settings that can tell what is wrong with it.</summary>
internal interface ISettings
{
    /// <summary>All problems, each naming its key and limit; empty where there are none.</summary>
    IEnumerable<string> Validate();
}

/// <summary>Binds sections and checks them when the program starts.</summary>
internal static class SettingsServices
{
    /// <summary>Binds a section; wrong settings end the program before it serves anything.</summary>
    public static void AddSettings<T>(this IServiceCollection services, string section)
        where T : class, ISettings
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>, Validation<T>>();
    }

    private sealed class Validation<T> : IValidateOptions<T>
        where T : class, ISettings
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            options.Validate().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
