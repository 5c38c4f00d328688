using System.Net;
using System.Text.Json;
using AirQuality.Api.Tests.Steps.Hosting;

namespace AirQuality.Api.Tests.Steps.Local;

/// <summary>Local steps with scripts in the program's place: cancellation, restarts, the queue, hostile values.</summary>
public sealed class LocalStepTests : IDisposable
{
    private const string Cycle = """{"job":"cycle","feed":"24h"}""";
    private readonly string _folder = Directory.CreateTempSubdirectory("airquality-local-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_HostileSettings_ReachTheProgramAsTheyAreAndNoShell()
    {
        var trace = Path.Combine(_folder, "touched");
        var odd = $"/feeds/a b'\"$(touch {trace});`touch {trace}`&|\\ {{data}}.json";
        await using var host = await StepsHost.StartAsync([.. Settings("""printf '%s\0' "$@" > "$(dirname "$0")/args" """), ("Steps:Feeds:odd:Source", odd)]);

        await host.WaitAsync(StepsHost.IdOf(await host.SubmittedAsync("""{"job":"cycle","feed":"odd"}""")), "completed");

        var args = (await File.ReadAllTextAsync(Path.Combine(_folder, "args"))).Split('\0');
        Assert.Equal(["cycle", "--feed", odd, "--accept-dead-letters", "--data", host.Folder, "--endpoint"], args[..7]);
        Assert.False(File.Exists(trace));
    }

    [Fact]
    public async Task Queue_SeveralSteps_RunOneAtATimeInOrder()
    {
        await using var host = await StepsHost.StartAsync(Settings("""d=$(dirname "$0"); mkdir "$d/running" || exit 1; sleep 0.1; echo "$3" >> "$d/order"; rmdir "$d/running" """));
        string[] feeds = ["24h", "5m", "recorded", "5m", "24h"];

        var ids = new List<string>();
        foreach (var feed in feeds)
            ids.Add(StepsHost.IdOf(await host.SubmittedAsync($$"""{"job":"cycle","feed":"{{feed}}"}""")));
        foreach (var id in ids)
            Assert.Equal("completed", (await host.WaitAsync(id, "completed", "failed")).GetProperty("state").GetString());

        Assert.Equal(["24h", "5m", "data.dust.min.json.2018-06-03.part-a.json", "5m", "24h"], (await File.ReadAllLinesAsync(Path.Combine(_folder, "order"))).Select(Path.GetFileName));
        Assert.Equal(ids.AsEnumerable().Reverse(), IdsOf(await host.GetAsync("/v1/steps")));
    }

    [Fact]
    public async Task Cancel_RunningStep_IsToldToStopAndEndsTidily()
    {
        await using var host = await StepsHost.StartAsync(Settings("trap 'echo tidy; exit 130' TERM; echo ready; while :; do sleep 0.05; done"));
        var id = StepsHost.IdOf(await host.SubmittedAsync(Cycle));
        await SaysAsync(host, id, "ready");

        var asked = await host.CancelAsync(id);
        var step = await host.WaitAsync(id, "cancelled", "failed", "interrupted");

        Assert.Equal("cancelPending", asked.GetProperty("state").GetString());
        Assert.Equal("cancelled", step.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, step.GetProperty("failure").ValueKind);
        await SaysAsync(host, id, "tidy");
        Assert.Equal("step-not-cancellable", StepsHost.CodeOf(await host.CancelAsync(id, HttpStatusCode.Conflict)));
    }

    [Fact]
    public async Task Cancel_StepThatDoesNotListen_IsKilledAfterItsGrace()
    {
        await using var host = await StepsHost.StartAsync([.. Settings("trap '' TERM; echo ready; while :; do sleep 0.05; done"), ("Steps:Local:GraceSeconds", "0.3")]);
        var id = StepsHost.IdOf(await host.SubmittedAsync(Cycle));
        await SaysAsync(host, id, "ready");

        await host.CancelAsync(id);

        Assert.Equal("cancelled", (await host.WaitAsync(id, "cancelled", "failed", "interrupted")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Cancel_WaitingStep_NeverRuns()
    {
        await using var host = await StepsHost.StartAsync(Settings("""echo "$3" >> "$(dirname "$0")/ran"; while [[ ! -e "$(dirname "$0")/go" ]]; do sleep 0.05; done"""));
        var first = StepsHost.IdOf(await host.SubmittedAsync(Cycle));
        var second = StepsHost.IdOf(await host.SubmittedAsync("""{"job":"cycle","feed":"5m"}"""));

        var cancelled = await host.CancelAsync(second);
        await File.WriteAllTextAsync(Path.Combine(_folder, "go"), "");
        await host.WaitAsync(first, "completed");
        await host.WaitAsync(StepsHost.IdOf(await host.SubmittedAsync(Cycle)), "completed");

        Assert.Equal("cancelled", cancelled.GetProperty("state").GetString());
        Assert.Equal(["24h", "24h"], await File.ReadAllLinesAsync(Path.Combine(_folder, "ran")));
        await host.GetAsync($"/v1/steps/{second}/log", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(1, "failed", "unexpected")]
    [InlineData(3, "failed", "configuration")]
    [InlineData(5, "failed", "table-unreachable")]
    [InlineData(99, "failed", "unexpected")]
    [InlineData(130, "interrupted", "interrupted")]
    public async Task Run_ExitCode_IsAReason(int code, string state, string reason)
    {
        await using var host = await StepsHost.StartAsync(Settings($"echo first; echo 'airquality: last words' >&2; sleep 0.1; exit {code}"));

        var step = await host.WaitAsync(StepsHost.IdOf(await host.SubmittedAsync(Cycle)), "completed", "failed", "interrupted");

        Assert.Equal((state, reason), (step.GetProperty("state").GetString(), step.GetProperty("failure").GetProperty("reason").GetString()));
        Assert.Equal(step.GetProperty("log").GetString(), step.GetProperty("failure").GetProperty("logFile").GetString());
    }

    [Fact]
    public async Task Run_ProgramGone_FailsAndTheNextStepRuns()
    {
        await using var host = await StepsHost.StartAsync(Settings("exit 0"));
        var program = Path.Combine(_folder, "program.sh");
        File.Move(program, program + ".away");
        var gone = await host.WaitAsync(StepsHost.IdOf(await host.SubmittedAsync(Cycle)), "failed");
        File.Move(program + ".away", program);

        Assert.Equal("not-started", gone.GetProperty("failure").GetProperty("reason").GetString());
        await host.WaitAsync(StepsHost.IdOf(await host.SubmittedAsync(Cycle)), "completed");
    }

    [Fact]
    public async Task Run_StepsFolderGoneMeanwhile_FailsAndTheServerGoesOn()
    {
        await using var host = await StepsHost.StartAsync(Settings("""echo ready; while [[ ! -e "$(dirname "$0")/go" ]]; do sleep 0.05; done"""));
        var id = StepsHost.IdOf(await host.SubmittedAsync(Cycle));
        await SaysAsync(host, id, "ready");
        var steps = Path.Combine(host.Folder, "steps");
        Directory.Delete(steps, recursive: true);

        await File.WriteAllTextAsync(Path.Combine(_folder, "go"), "");
        var step = await host.WaitAsync(id, "failed", "completed");

        Assert.Equal("not-kept", step.GetProperty("failure").GetProperty("reason").GetString());
        Directory.CreateDirectory(steps);
        await host.WaitAsync(StepsHost.IdOf(await host.SubmittedAsync(Cycle)), "completed");
    }

    [Fact]
    public async Task Log_MoreThanItsSize_IsCutAndSaysSo()
    {
        await using var host = await StepsHost.StartAsync([.. Settings("for i in {1..1000}; do echo 'a line of thirty characters...'; done"), ("Steps:Local:MaxLogBytes", "2048")]);

        var id = StepsHost.IdOf(await host.SubmittedAsync(Cycle));
        await host.WaitAsync(id, "completed");
        var text = await host.Client.GetStringAsync(new Uri($"/v1/steps/{id}/log", UriKind.Relative));

        Assert.InRange(text.Length, 1_500, 2_200);
        Assert.EndsWith("bytes left out]\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_StepsOfBefore_AreShownAndThoseThatWaitedRun()
    {
        var settings = Settings("""echo "$3" >> "$(dirname "$0")/ran"; echo ready; [[ "$3" == 24h ]] && while :; do sleep 0.05; done; exit 0""");
        string running, waiting, body;
        var host = await StepsHost.StartInAsync(_folder, settings);
        await using (host)
        {
            running = StepsHost.IdOf(await host.SubmittedAsync(Cycle, "key"));
            waiting = StepsHost.IdOf(await host.SubmittedAsync("""{"job":"cycle","feed":"5m"}"""));
            await SaysAsync(host, running, "ready");
        }

        await using var again = await StepsHost.StartInAsync(_folder, settings);
        await again.WaitAsync(waiting, "completed");
        var step = await again.GetAsync($"/v1/steps/{running}");
        using var replayed = await again.SubmitAsync(Cycle, "key");
        body = await replayed.Content.ReadAsStringAsync();

        Assert.Equal(("interrupted", "interrupted"), (step.GetProperty("state").GetString(), step.GetProperty("failure").GetProperty("reason").GetString()));
        Assert.Equal([waiting, running], IdsOf(await again.GetAsync("/v1/steps")));
        Assert.True(replayed.StatusCode == HttpStatusCode.OK && body.Contains(running, StringComparison.Ordinal), body);
        Assert.Equal(["24h", "5m"], await File.ReadAllLinesAsync(Path.Combine(_folder, "ran")));
    }

    [Fact]
    public async Task Restart_ServerKilledWhileAStepRan_TheStepIsInterrupted()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "steps"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "steps", "l-0000000000000001.json"), """
            {"id":"l-0000000000000001","request":{"job":"cycle","feed":"24h"},"tag":{"key":"00","body":"11"},"state":"running",
             "created":"2026-11-24T08:00:00Z","started":"2026-11-24T08:00:01Z"}
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder, "steps", "l-0000000000000002.json"), "half a fi");
        await using var host = await StepsHost.StartInAsync(_folder, Settings("exit 0"));

        var step = Assert.Single((await host.GetAsync("/v1/steps")).GetProperty("results").EnumerateArray());

        Assert.Equal(("l-0000000000000001", "interrupted"), (StepsHost.IdOf(step), step.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task List_PageByPage_GivesEachStepOnceAndCounts()
    {
        await using var host = await StepsHost.StartAsync(Settings("exit 0"));
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
            ids.Add(StepsHost.IdOf(await host.SubmittedAsync(Cycle)));
        foreach (var id in ids)
            await host.WaitAsync(id, "completed");

        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await host.GetAsync($"/v1/steps?limit=3&state=completed{cursor}");
            Assert.Equal(7, page.GetProperty("meta").GetProperty("found").GetInt64());
            seen.AddRange(IdsOf(page));
            cursor = page.GetProperty("meta").GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(ids.AsEnumerable().Reverse(), seen);
        Assert.Empty(IdsOf(await host.GetAsync("/v1/steps?state=failed")));
    }

    [Fact]
    public async Task Keep_OlderSteps_AreForgottenWithTheirLogs()
    {
        await using var host = await StepsHost.StartAsync([.. Settings("exit 0"), ("Steps:Local:Keep", "2")]);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(StepsHost.IdOf(await host.SubmittedAsync(Cycle)));
            await host.WaitAsync(ids[^1], "completed");
        }

        Assert.Equal([ids[4], ids[3], ids[2]], IdsOf(await host.GetAsync("/v1/steps"))); // the last one came after the tidying
        Assert.Equal(6, Directory.EnumerateFiles(Path.Combine(host.Folder, "steps")).Count());
    }

    [Fact]
    public async Task Submit_TooManyWait_IsRefusedForNow()
    {
        await using var host = await StepsHost.StartAsync([.. Settings("while :; do sleep 0.05; done"), ("Steps:Local:MaxPending", "1")]);
        await host.WaitAsync(StepsHost.IdOf(await host.SubmittedAsync(Cycle)), "running");
        await host.SubmittedAsync(Cycle);

        using var response = await host.SubmitAsync(Cycle);

        Assert.Equal("steps-unavailable", StepsHost.CodeOf(await StepsHost.BodyAsync(response, HttpStatusCode.ServiceUnavailable)));
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private (string Key, string Value)[] Settings(string script) => Programs.Settings(Programs.Script(_folder, script));

    private static async Task SaysAsync(StepsHost host, string id, string word)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            using var response = await host.Client.GetAsync(new Uri($"/v1/steps/{id}/log", UriKind.Relative), limit.Token);
            if ((await response.Content.ReadAsStringAsync(limit.Token)).Contains(word, StringComparison.Ordinal))
                return;
            await Task.Delay(50, limit.Token);
        }
    }

    private static IEnumerable<string> IdsOf(JsonElement page) => page.GetProperty("results").EnumerateArray().Select(StepsHost.IdOf);
}
