using Microsoft.Extensions.Options;

namespace AirQuality.Api.Settings;

/// <summary>Binds sections of the settings, and checks them all before anything is served.</summary>
internal static class SettingsServices
{
    /// <summary>Binds a section, or with an empty name the top of the settings.</summary>
    public static void AddSettings<T>(this IServiceCollection services, string section)
        where T : class, ISettings =>
        services.AddSettings<T>(section, settings => settings.Validate());

    /// <summary>Binds a section to a type that is checked by other means.</summary>
    public static void AddSettings<T>(this IServiceCollection services, string section, Func<T, IEnumerable<string>> validate)
        where T : class
    {
        services.AddOptions<T>().BindConfiguration(section);
        services.AddSingleton<IValidateOptions<T>>(new Validation<T>(validate));
        services.AddSingleton(new SettingsSection(section, typeof(T), provider => _ = provider.GetRequiredService<IOptions<T>>().Value));
    }

    /// <summary>Checks every section that was bound.</summary>
    /// <exception cref="OptionsValidationException">Names every wrong setting.</exception>
    public static void CheckSettings(this IServiceProvider services)
    {
        var sections = services.GetServices<SettingsSection>().ToList();
        var problems = sections.SelectMany(section => ProblemsOf(section, services))
            .Concat(UnknownSettings.Find(services.GetRequiredService<IConfiguration>(), sections)).ToList();
        if (problems.Count > 0)
            throw new OptionsValidationException("settings", typeof(SettingsSection), problems);
    }

    private static IEnumerable<string> ProblemsOf(SettingsSection section, IServiceProvider services)
    {
        try
        {
            section.Read(services);
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return wrong.Failures;
        }
        catch (InvalidOperationException unreadable) when (unreadable.InnerException is not null)
        {
            return [unreadable.Message];
        }
    }

    private sealed class Validation<T>(Func<T, IEnumerable<string>> validate) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            validate(options).ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}

/// <summary>A section that was bound; several types may share one.</summary>
/// <param name="Name">Its name; empty for the top of the settings.</param>
/// <param name="Type">What it is bound to.</param>
/// <param name="Read">Binds and checks it; throws where it is wrong.</param>
internal sealed record SettingsSection(string Name, Type Type, Action<IServiceProvider> Read);
