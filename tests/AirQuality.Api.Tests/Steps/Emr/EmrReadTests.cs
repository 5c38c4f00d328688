using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AirQuality.Api.Tests.Steps.Hosting;

namespace AirQuality.Api.Tests.Steps.Emr;

public sealed class EmrReadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(70)]
    [InlineData(200)]
    public async Task List_PageByPage_GivesEachStepOnceNewestFirst(int limit)
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);
        var count = limit == 1 ? 5 : 133;
        var ids = Enumerable.Range(0, count).Select(_ => stub.Add("n")).Reverse().ToList();

        var seen = await AllAsync(host, $"/v1/steps?limit={limit}");

        Assert.Equal(ids, seen);
    }

    [Fact]
    public async Task List_StepsAddedBetweenPages_ShiftsNothing()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);
        var ids = Enumerable.Range(0, 90).Select(_ => stub.Add("n")).Reverse().ToList();

        var seen = await AllAsync(host, "/v1/steps?limit=20", between: () =>
        {
            for (var i = 0; i < 15; i++)
                stub.Add("later");
        });

        Assert.Equal(ids, seen);
    }

    [Fact]
    public async Task List_States_AreAskedOfEmr()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);
        var (a, b, _) = (stub.Add("a"), stub.Add("b"), stub.Add("c"));
        stub.Move(a, "RUNNING");
        stub.Move(b, "CANCEL_PENDING");

        var page = await host.GetAsync("/v1/steps?state=running&state=cancelPending");

        Assert.Equal([b, a], IdsOf(page));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("meta").GetProperty("found").ValueKind);
        Assert.Equal(
            ["CANCEL_PENDING", "RUNNING"],
            stub.Calls.Single(call => call.Operation == "ListSteps").Body["StepStates"]!.AsArray().Select(state => (string)state!).Order());
    }

    [Theory]
    [InlineData("state=RUNNING", "state")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("cursor=AAAA", "cursor")]
    [InlineData("sate=running", "sate")]
    public async Task List_BadParameter_IsNamedAndReachesNobody(string query, string parameter)
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);

        var problem = await host.GetAsync($"/v1/steps?{query}", HttpStatusCode.BadRequest);

        Assert.Equal([parameter], problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("parameter").GetString()));
        Assert.Empty(stub.Calls);
    }

    [Fact]
    public async Task List_CursorOfAnotherQuestion_IsRefused()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);
        stub.Add("a");
        stub.Add("b");
        var cursor = (await host.GetAsync("/v1/steps?limit=1")).GetProperty("meta").GetProperty("next").GetString();

        await host.GetAsync($"/v1/steps?limit=1&cursor={cursor}");
        await host.GetAsync($"/v1/steps?limit=1&state=running&cursor={cursor}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Get_FailedStep_TellsWhyAndWhereItsLogIs()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);
        var id = stub.Add("somebody's", "hadoop", "fs", "-ls");
        stub.Move(id, "FAILED", new JsonObject { ["Reason"] = "Unknown Error.", ["Message"] = "m", ["LogFile"] = "s3://logs/emr/x.gz" });

        var step = await host.GetAsync($"/v1/steps/{id}");
        using var log = await host.Client.GetAsync(new Uri($"/v1/steps/{id}/log", UriKind.Relative));

        Assert.Equal("failed", step.GetProperty("state").GetString());
        Assert.Equal("""{"reason":"Unknown Error.","message":"m","logFile":"s3://logs/emr/x.gz"}""", step.GetProperty("failure").GetRawText());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (step.GetProperty("job").ValueKind, step.GetProperty("arguments").ValueKind));
        Assert.Equal($"s3://logs/emr/j-3STUB/steps/{id}/", step.GetProperty("log").GetString());
        Assert.Equal((HttpStatusCode.SeeOther, $"s3://logs/emr/j-3STUB/steps/{id}/"), (log.StatusCode, log.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("s-999999")]
    [InlineData("l-1")]
    [InlineData("s-1%27--")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    public async Task Any_UnknownStep_IsNotFound(string id)
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);

        foreach (var path in (string[])["", "/log", "/events"])
            Assert.Equal("not-found", StepsHost.CodeOf(await host.GetAsync($"/v1/steps/{id}{path}", HttpStatusCode.NotFound)));
        Assert.Equal("not-found", StepsHost.CodeOf(await host.CancelAsync(id, HttpStatusCode.NotFound)));
        Assert.Equal(0, stub.Count("CancelSteps"));
    }

    [Fact]
    public async Task Cancel_TakenByEmr_IsPendingUntilItIsDone()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);
        var id = stub.Add("n");
        stub.Move(id, "RUNNING");

        var step = await host.CancelAsync(id);

        Assert.Equal("cancelPending", step.GetProperty("state").GetString());
        var body = Assert.Single(stub.Calls, call => call.Operation == "CancelSteps").Body;
        Assert.Equal("""{"ClusterId":"j-3STUB","StepIds":["s-000001"],"StepCancellationOption":"SEND_INTERRUPT"}""", body.ToJsonString());
    }

    [Fact]
    public async Task Cancel_RefusedByEmr_SaysWhy()
    {
        await using var stub = await EmrStub.StartAsync();
        stub.CancelOutcome = ("FAILED", "Step cannot be cancelled on this release");
        await using var host = await StepsHost.StartAsync(stub.Settings);

        var problem = await host.CancelAsync(stub.Add("n"), HttpStatusCode.Conflict);

        Assert.Equal("step-not-cancellable", StepsHost.CodeOf(problem));
        Assert.Contains("on this release", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("CANCELLED")]
    [InlineData("FAILED")]
    [InlineData("INTERRUPTED")]
    public async Task Cancel_StepThatIsOver_IsRefusedWithoutAskingEmr(string state)
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);
        var id = stub.Add("n");
        stub.Move(id, state);

        Assert.Equal("step-not-cancellable", StepsHost.CodeOf(await host.CancelAsync(id, HttpStatusCode.Conflict)));
        Assert.Equal(0, stub.Count("CancelSteps"));
    }

    private static async Task<List<string>> AllAsync(StepsHost host, string first, Action? between = null)
    {
        var (seen, path) = (new List<string>(), (string?)first);
        while (path is not null)
        {
            using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
            var page = await StepsHost.BodyAsync(response, HttpStatusCode.OK);
            seen.AddRange(IdsOf(page));
            var next = page.GetProperty("meta").GetProperty("next").GetString();
            path = next is null ? null : $"{first}&cursor={next}";
            Assert.Equal(next is not null, response.Headers.TryGetValues("Link", out var link) && link.Single().Contains($"cursor={next}", StringComparison.Ordinal));
            between?.Invoke();
        }
        return seen;
    }

    private static IEnumerable<string> IdsOf(JsonElement page) => page.GetProperty("results").EnumerateArray().Select(StepsHost.IdOf);
}
