using System.CommandLine;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Settings;
using AirQuality.TimestreamLocal;
using AirQuality.TimestreamLocal.Faults;

namespace AirQuality.Jobs.Commands;

/// <summary><c>airquality timestream-local</c>: serves the store of a data folder to any Timestream client.</summary>
internal sealed class TimestreamLocalCommand
{
    private readonly Option<int> _port = new("--port") { Description = "Port on the loopback address; 0 takes a free one", DefaultValueFactory = _ => 0, HelpName = "n" };
    private readonly Option<string?> _data = new("--data") { Description = "Folder that holds timestream.db [default: .data]", HelpName = "dir" };
    private readonly Option<string?> _faults = new("--faults") { Description = "A fault script (JSON): throttle, fail, delay, reject or drop at given rates, to test a client", HelpName = "file" };

    /// <summary>The verb.</summary>
    public Command Build(TimeProvider time)
    {
        var command = new Command("timestream-local", "Serve the Timestream Write and Query APIs from one SQLite file until stopped. Prints its URL when it is ready.\n\nExit codes: 3 configuration (port taken, file not ours, folder in use) · 130 stopped.")
        {
            _port, _data, _faults,
        };
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
                result.AddError("--port: must be between 0 and 65535.");
        });
        command.SetAction((parsed, cancellationToken) => Failures.GuardAsync(parsed.InvocationConfiguration.Error, () => RunAsync(parsed, time, cancellationToken)));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = SettingsLoader.Load(AppContext.BaseDirectory);
        var folder = new DataFolder(parsed.GetValue(_data) ?? settings.Data);
        var options = new TimestreamLocalOptions
        {
            DataFile = folder.StoreFile,
            Port = parsed.GetValue(_port),
            TimeProvider = time,
            Faults = parsed.GetValue(_faults) is { } file ? ReadFaults(file) : null,
        };
        await using var store = await EmbeddedStore.OpenAsync(folder, options, time, cancellationToken);
        if (!store.Hosted)
            throw new ConfigurationException($"The store in '{folder.Root}' is served already, at {store.Endpoint}.");

        await parsed.InvocationConfiguration.Output.WriteLineAsync($"TimestreamLocal serves {folder.StoreFile} at {store.Endpoint}");
        await parsed.InvocationConfiguration.Output.FlushAsync(CancellationToken.None);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Interrupted;
    }

    private static FaultScript ReadFaults(string file)
    {
        try
        {
            return FaultScript.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or FormatException or System.Text.Json.JsonException)
        {
            throw new ConfigurationException($"--faults: '{file}' is no fault script: {e.Message}");
        }
    }
}
