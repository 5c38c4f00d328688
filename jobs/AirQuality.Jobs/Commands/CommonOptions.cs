using System.CommandLine;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Commands;

/// <summary>The options that every verb takes, and the settings they make with the file and the environment.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string?> _data = new("--data") { Description = "Folder that holds everything a machine keeps [default: .data]", HelpName = "dir" };
    private readonly Option<string?> _endpoint = new("--endpoint") { Description = "A Timestream endpoint, such as the URL that timestream-local prints", HelpName = "url" };
    private readonly Option<string?> _region = new("--region") { Description = "AWS region; goes to Amazon Timestream", HelpName = "name" };
    private readonly Option<bool> _local = new("--local") { Description = "Use the store embedded in the data folder, whatever AWS settings there are" };
    private readonly Option<string?> _database = new("--database") { Description = "Database [default: air_quality]", HelpName = "name" };
    private readonly Option<string?> _table = new("--table") { Description = "Table [default: readings]", HelpName = "name" };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_data, _endpoint, _region, _local, _database, _table])
            command.Options.Add(option);
    }

    /// <summary>Whether the embedded store was asked for.</summary>
    public bool Local(ParseResult parsed) => parsed.GetValue(_local);

    /// <summary>Settings from the file, the environment and these options; not yet validated, because a verb may add its own.</summary>
    /// <exception cref="ConfigurationException">The file or the environment holds a value of the wrong type.</exception>
    public AirQualitySettings Load(ParseResult parsed)
    {
        var settings = SettingsLoader.Load(AppContext.BaseDirectory);
        settings.Data = parsed.GetValue(_data) ?? settings.Data;
        var table = settings.Timestream;
        settings.Timestream = table with
        {
            Endpoint = parsed.GetValue(_endpoint) is { } endpoint ? new Uri(endpoint, UriKind.RelativeOrAbsolute) : table.Endpoint,
            Region = parsed.GetValue(_region) ?? table.Region,
            Database = parsed.GetValue(_database) ?? table.Database,
            Table = parsed.GetValue(_table) ?? table.Table,
        };
        return settings;
    }
}
