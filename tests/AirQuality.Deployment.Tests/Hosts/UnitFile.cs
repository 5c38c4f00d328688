using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Hosts;

/// <summary>A systemd unit as a test reads it: its directives in order, and what it starts.</summary>
internal sealed partial record UnitFile(string Name, IReadOnlyList<(string Section, string Key, string Value)> Directives)
{
    /// <summary>The services, in the order in which they start.</summary>
    public static readonly IReadOnlyList<string> Services = ["airquality-store.service", "airquality-cycle.service", "airquality-api.service"];

    /// <summary>Everything that is installed.</summary>
    public static readonly IReadOnlyList<string> All = [.. Services, "airquality.target"];

    /// <summary>Where the repository keeps them.</summary>
    public static string Folder { get; } = Fixtures.File("bootstrap", "systemd");

    /// <summary>The program, and its arguments.</summary>
    public IReadOnlyList<string> ExecStart => Words(Single("ExecStart"));

    /// <summary>How long it may take to end.</summary>
    public TimeSpan TimeoutStop => TimeSpan.FromSeconds(int.Parse(Single("TimeoutStopSec"), System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Exit codes with which it ended well.</summary>
    public IReadOnlyList<int> CleanExits => [0, .. Values("SuccessExitStatus").SelectMany(value => value.Split(' ')).Select(int.Parse)];

    /// <summary>Reads a unit.</summary>
    public static UnitFile Read(string path)
    {
        var section = "";
        var directives = new List<(string, string, string)>();
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()))
            if (line.StartsWith('['))
                section = line.Trim('[', ']');
            else if (line.Length > 0 && line[0] is not '#' and not ';')
                directives.Add((section, line[..line.IndexOf('=')], line[(line.IndexOf('=') + 1)..]));
        return new(Path.GetFileName(path), directives);
    }

    /// <summary>All values of a directive.</summary>
    public IEnumerable<string> Values(string key) => Directives.Where(directive => directive.Key == key).Select(directive => directive.Value);

    /// <summary>A directive that stands once.</summary>
    public string Single(string key) => Values(key).Single();

    /// <summary>The variables that systemd would set: the unit's own, then those of its files.</summary>
    /// <param name="place">Says where a path of the unit is in this test.</param>
    public IReadOnlyDictionary<string, string> Environment(Func<string, string> place)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var own = Values("Environment").SelectMany(Words);
        var files = Values("EnvironmentFile").SelectMany(file => File.ReadLines(place(file)));
        foreach (var assignment in own.Concat(files).Where(line => line.Length > 0 && line[0] != '#'))
            variables[assignment[..assignment.IndexOf('=')]] = assignment[(assignment.IndexOf('=') + 1)..];
        return variables;
    }

    /// <summary>Words as systemd splits them, quotes taken off.</summary>
    public static IReadOnlyList<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value.Trim('\'', '"'))];

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();
}
