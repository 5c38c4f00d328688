using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>What an instance of grafana/fleet.yaml runs at its first boot, with the template's placeholders in it.</summary>
internal static class FleetScript
{
    /// <summary>The script as the template has it.</summary>
    public static string Read() => (string)Data()["UserData"]!["Fn::Base64"]!["Fn::Sub"]![0]!;

    private static JsonNode Data() => CloudTemplate.Read("grafana/fleet.yaml")["Resources"]!["LaunchTemplate"]!["Properties"]!["LaunchTemplateData"]!;
}
