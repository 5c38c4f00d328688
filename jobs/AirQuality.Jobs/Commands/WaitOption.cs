using System.CommandLine;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Commands;

/// <summary><c>--wait</c>: how long a verb waits for a cycle of another process in the same data folder.</summary>
internal sealed class WaitOption
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    // Names this process in the folder's lock.
    private readonly string _holder = Guid.NewGuid().ToString("N");
    private readonly Option<TimeSpan?> _wait = new("--wait")
    {
        Description = "How long to wait for another process's cycle in the same folder [default: 30s]",
        HelpName = "duration",
        CustomParser = result =>
        {
            if (Duration.TryParse(result.Tokens[0].Value, out var duration))
                return duration;
            result.AddError($"--wait: '{result.Tokens[0].Value}' is no duration; write 500ms, 30s or 5m, a day at most.");
            return null;
        },
    };

    /// <summary>Adds the option to a verb.</summary>
    public void AddTo(Command command) => command.Options.Add(_wait);

    /// <summary>Takes the right to run a cycle in the folder.</summary>
    /// <exception cref="ConfigurationException">Another process keeps it.</exception>
    public Task<FolderLock> LockAsync(ParseResult parsed, AirQualitySettings settings, TimeProvider time, CancellationToken cancellationToken) =>
        new DataFolder(settings.Data).LockCyclesAsync(_holder, parsed.GetValue(_wait) ?? Default, time, cancellationToken);

    /// <summary>Whether another process had it since this one last had.</summary>
    public bool ChangedHands(FolderLock taken) => taken.LastHolder != _holder;
}
