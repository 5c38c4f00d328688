using System.CommandLine;
using System.Net;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Settings;
using AirQuality.TimestreamLocal;
using AirQuality.TimestreamLocal.Faults;
using AirQuality.TimestreamLocal.Hosting;

namespace AirQuality.Jobs.Commands;

/// <summary><c>airquality timestream-local</c>: serves the store of a data folder to any Timestream client.</summary>
internal sealed class TimestreamLocalCommand
{
    private const string SecretVariable = SettingsLoader.EnvironmentPrefix + "SECRET_KEY";
    private readonly Option<int> _port = new("--port") { Description = "Port; 0 takes a free one", DefaultValueFactory = _ => 0, HelpName = "n" };
    private readonly Option<string?> _data = new("--data") { Description = "Folder that holds timestream.db [default: .data]", HelpName = "dir" };
    private readonly Option<IPAddress> _address = new("--address")
    {
        Description = "Address to listen on [default: 127.0.0.1]; beyond this machine only together with a key",
        DefaultValueFactory = _ => IPAddress.Loopback,
        HelpName = "ip",
        CustomParser = result =>
        {
            if (IPAddress.TryParse(result.Tokens[0].Value, out var address))
                return address;
            result.AddError($"--address: '{result.Tokens[0].Value}' is no IP address.");
            return IPAddress.Loopback;
        },
    };
    private readonly Option<string?> _accessKey = new("--access-key") { Description = "Take only requests that are signed with this key", HelpName = "id" };
    private readonly Option<string?> _secretKey = new("--secret-key")
    {
        Description = $"The key's secret; better in the environment, as {SecretVariable}, where no process list shows it",
        HelpName = "secret",
    };
    private readonly Option<string?> _faults = new("--faults") { Description = "A fault script (JSON): throttle, fail, delay, reject or drop at given rates, to test a client", HelpName = "file" };
    private readonly Option<bool> _faultEndpoint = new("--fault-endpoint") { Description = "Let clients read, replace and clear the fault script at /_faults (GET, PUT, DELETE)" };

    /// <summary>The verb.</summary>
    public Command Build(TimeProvider time)
    {
        var command = new Command("timestream-local", "Serve the Timestream Write and Query APIs from one SQLite file until stopped. Prints its URL when it is ready.\n\nExit codes: 3 configuration (port taken, file not ours, folder in use) · 130 stopped.")
        {
            _port, _address, _data, _accessKey, _secretKey, _faults, _faultEndpoint,
        };
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
                result.AddError("--port: must be between 0 and 65535.");
        });
        command.SetAction((parsed, cancellationToken) => Failures.GuardAsync(parsed.InvocationConfiguration.Error, stopping => RunAsync(parsed, time, stopping), cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = SettingsLoader.Load(AppContext.BaseDirectory);
        var folder = new DataFolder(parsed.GetValue(_data) ?? settings.Data);
        var options = new TimestreamLocalOptions
        {
            DataFile = folder.StoreFile,
            Address = parsed.GetValue(_address)!,
            Port = parsed.GetValue(_port),
            Credentials = CredentialsOf(parsed),
            TimeProvider = time,
            Faults = parsed.GetValue(_faults) is { } file ? ReadFaults(file) : null,
            FaultEndpoint = parsed.GetValue(_faultEndpoint),
        };
        if (options.Validate() is { Count: > 0 } problems)
            throw new ConfigurationException(string.Join(' ', problems));
        await using var store = await FolderStore.OpenAsync(options, cancellationToken);
        if (!store.Hosted)
            throw new ConfigurationException($"The store in '{folder.Root}' is served already, at {store.Endpoint}.");

        await parsed.InvocationConfiguration.Output.WriteLineAsync($"TimestreamLocal serves {folder.StoreFile} at {store.Endpoint}");
        await parsed.InvocationConfiguration.Output.FlushAsync(CancellationToken.None);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Interrupted;
    }

    private ServerCredentials? CredentialsOf(ParseResult parsed)
    {
        if (parsed.GetValue(_accessKey) is not { } accessKey)
            return null;
        var secretKey = parsed.GetValue(_secretKey) ?? Environment.GetEnvironmentVariable(SecretVariable);
        return new(accessKey, !string.IsNullOrEmpty(secretKey)
            ? secretKey
            : throw new ConfigurationException($"--access-key needs its secret: set {SecretVariable}, or give --secret-key."));
    }

    private static FaultScript ReadFaults(string file)
    {
        try
        {
            return FaultScript.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new ConfigurationException($"--faults: '{file}' is no fault script: {e.Message}");
        }
    }
}
