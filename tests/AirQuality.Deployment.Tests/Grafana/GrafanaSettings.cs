using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>Grafana's settings as the repository has them.</summary>
internal static class GrafanaSettings
{
    /// <summary>The settings by section and key.</summary>
    public static Dictionary<string, Dictionary<string, string>> Read()
    {
        var sections = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var section = "";
        foreach (var line in File.ReadLines(Fixtures.File("grafana", "grafana.ini")).Select(line => line.Trim()).Where(line => line is [not ';', ..]))
        {
            if (line is ['[', .. var name, ']'])
                sections.Add(section = name, new Dictionary<string, string>(StringComparer.Ordinal));
            else
                sections[section].Add(line.Split('=', 2)[0].Trim(), line.Split('=', 2)[1].Trim()); // a key given twice is an error
        }
        return sections;
    }
}
