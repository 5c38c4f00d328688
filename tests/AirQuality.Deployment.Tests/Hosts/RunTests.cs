using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Hosts;

/// <summary>What the units start, really started: a reading goes from the feed through the store to the API, and everything ends cleanly.</summary>
public sealed class RunTests
{
    [Fact]
    public Task Units_OfAnInstalledHost_ServeReadings() => ServeAsync(confined: false);

    [SandboxFact]
    public Task Units_InTheirSandbox_ServeReadings() => ServeAsync(confined: true);

    [SandboxFact]
    public async Task Sandbox_OfAUnit_HoldsWhatItPromises()
    {
        using var host = new HostRoot().WithFakeArchive();
        await host.InstallAsync("--dotnet", await host.RuntimeArchiveAsync());
        Directory.CreateDirectory(host["/var/lib/airquality"]);
        await Tool.RunAsync("chown", $"{Sandbox.User}", host["/var/lib/airquality"]);
        var command = await Sandbox.CommandAsync(host, UnitFile.Read(host["/etc/systemd/system/airquality-store.service"]), ["/bin/bash", "-c", """
            id -u; umask; for place in /opt/airquality /opt/dotnet /etc /usr /root /var/lib/airquality; do touch $place/x 2>/dev/null && echo "wrote to $place"; done
            chown 0 /var/lib/airquality/x 2>/dev/null && echo "gave a file away"; exec 2>/dev/null 3<>/dev/udp/127.0.0.1/9 && echo "has a socket"
            """]);
        var said = (await Tool.RunAsync(command[0], [.. command.Skip(1)])).Output;
        Assert.Equal([$"{Sandbox.User}", "0077", "wrote to /var/lib/airquality", "has a socket"], said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task ServeAsync(bool confined)
    {
        await using var host = await RunningHost.InstallAsync(confined);
        var store = await host.StartAsync("airquality-store.service");
        var cycle = await host.StartAsync("airquality-cycle.service");
        Assert.Contains("\"state\":\"stored\"", await cycle.SaysAsync("\"state\""), StringComparison.Ordinal);

        var api = await host.StartAsync("airquality-api.service");
        host.Follow(await api.SaysAsync("Now listening on"));
        var latest = await host.GetAsync("/v1/latest?sensor_id=28489", answer => Readings(answer).Count == 1);
        Assert.Equal(15707, (int)Readings(latest)[0]!["locationId"]!);

        // The store restarts: nobody else ends, and what was known is still served.
        await store.StopAsync();
        Assert.Single(Readings(await host.GetAsync("/v1/latest?sensor_id=28489", _ => true)));
        store = await host.StartAsync("airquality-store.service");

        // A step is a process of the API's unit, let in by the key that install.sh made.
        using var submitted = await host.Client.PostAsJsonAsync("/v1/steps", new { job = "cycle", feed = "recorded" });
        Assert.True(submitted.StatusCode == HttpStatusCode.Accepted, $"{submitted.StatusCode} {await submitted.Content.ReadAsStringAsync()}");
        var step = await host.GetAsync(submitted.Headers.Location!.ToString(), answer => (string?)answer["state"] is not ("pending" or "running"));
        Assert.True((string?)step["state"] == "completed", step.ToJsonString());

        await api.StopAsync();
        await cycle.StopAsync();
        await store.StopAsync();
        Assert.True(File.Exists(host.DataFile("timestream.db")));
    }

    private static JsonArray Readings(JsonNode answer) => answer["results"]!.AsArray();
}
