using System.Net;
using AirQuality.Api.Tests.Steps.Hosting;

namespace AirQuality.Api.Tests.Steps.Emr;

public sealed class EmrSubmitTests
{
    private const string Cycle = """{"job":"cycle","feed":"24h"}""";

    [Fact]
    public async Task Submit_Backfill_AddsTheStepAndShowsItAgain()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);

        using var response = await host.SubmitAsync(
            """{"job":"backfill","from":"2018-01-01","to":"2018-12-31","bbox":[5.8,47.2,15.1,55.1],"sensorTypes":["SDS011"],"sensors":[7]}""");
        var step = await StepsHost.BodyAsync(response, HttpStatusCode.Accepted);

        Assert.Equal("/v1/steps/s-000001", response.Headers.Location?.OriginalString);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var added = Assert.Single(stub.Calls, call => call.Operation == "AddJobFlowSteps").Body;
        Assert.Equal(EmrStub.ClusterId, (string?)added["JobFlowId"]);
        var config = added["Steps"]![0]!;
        Assert.Equal(("CONTINUE", "command-runner.jar"), ((string?)config["ActionOnFailure"], (string?)config["HadoopJarStep"]!["Jar"]));
        Assert.StartsWith("airquality backfill 2018-01-01 2018-12-31 #", (string?)config["Name"], StringComparison.Ordinal);
        var args = config["HadoopJarStep"]!["Args"]!.AsArray().Select(argument => (string)argument!).ToList();
        Assert.Equal(
            [
                "dotnet", "/opt/airquality/airquality-spark.dll", "backfill", "--source", "s3://archive/days", "--from", "2018-01-01", "--to", "2018-12-31",
                "--bbox=47.2,5.8,55.1,15.1", "--sensor-type", "sds011", "--sensor", "7", "--accept-dead-letters", "--data", "/mnt/airquality",
                "--region", "eu-west-1", "--database", "air_quality", "--table", "readings",
            ],
            args.Skip(args.IndexOf("dotnet")));
        Assert.Equal("pending", step.GetProperty("state").GetString());
        Assert.Equal("emr", step.GetProperty("runner").GetString());
        Assert.Equal(
            """{"from":"2018-01-01","to":"2018-12-31","bbox":[5.8,47.2,15.1,55.1],"sensorTypes":["sds011"],"sensors":[7]}""",
            step.GetProperty("arguments").GetRawText());
        Assert.EndsWith("Z", step.GetProperty("timeline").GetProperty("created").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERMINATING")]
    [InlineData("TERMINATED")]
    [InlineData("TERMINATED_WITH_ERRORS")]
    public async Task Submit_ClusterThatHasEnded_IsRefusedBeforeAnythingIsAdded(string state)
    {
        await using var stub = await EmrStub.StartAsync();
        stub.ClusterState = state;
        await using var host = await StepsHost.StartAsync(stub.Settings);

        using var response = await host.SubmitAsync(Cycle);
        var problem = await StepsHost.BodyAsync(response, HttpStatusCode.Conflict);

        Assert.Equal("cluster-not-running", StepsHost.CodeOf(problem));
        Assert.Contains("Terminated by user request", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, stub.Count("AddJobFlowSteps"));
    }

    [Fact]
    public async Task Submit_ClusterThatEmrDoesNotKnow_IsRefused()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync([.. stub.Settings, ("Steps:Emr:ClusterId", "j-OTHER")]);

        using var response = await host.SubmitAsync(Cycle);

        Assert.Equal("cluster-not-running", StepsHost.CodeOf(await StepsHost.BodyAsync(response, HttpStatusCode.Conflict)));
    }

    [Fact]
    public async Task Submit_ThrottledOnce_IsSentAgain()
    {
        await using var stub = await EmrStub.StartAsync();
        var refusals = 1;
        stub.Refuse = operation => operation == "AddJobFlowSteps" && Interlocked.Decrement(ref refusals) >= 0 ? (400, "ThrottlingException", "Rate exceeded") : null;
        await using var host = await StepsHost.StartAsync(stub.Settings);

        await host.SubmittedAsync(Cycle);

        Assert.Equal((2, 1), (stub.Count("AddJobFlowSteps"), stub.Added.Count));
    }

    [Theory]
    [InlineData("AddJobFlowSteps")]
    [InlineData("DescribeCluster")]
    public async Task Submit_ThrottledForGood_SaysWhenToComeBack(string operation)
    {
        await using var stub = await EmrStub.StartAsync();
        stub.Refuse = called => called == operation ? (400, "ThrottlingException", "Rate exceeded") : null;
        await using var host = await StepsHost.StartAsync(stub.Settings);

        using var response = await host.SubmitAsync(Cycle);

        Assert.Equal("steps-unavailable", StepsHost.CodeOf(await StepsHost.BodyAsync(response, HttpStatusCode.ServiceUnavailable)));
        Assert.Equal(TimeSpan.FromSeconds(20), response.Headers.RetryAfter!.Delta);
        Assert.Equal(2, stub.Count(operation)); // the attempts of the settings
        Assert.Empty(stub.Added);
    }

    [Fact]
    public async Task Submit_AnswerLost_FindsItsStepAndAddsNoOther()
    {
        await using var stub = await EmrStub.StartAsync();
        stub.LoseAnswer = operation => operation == "AddJobFlowSteps";
        await using var host = await StepsHost.StartAsync(stub.Settings);

        var step = await host.SubmittedAsync(Cycle);

        Assert.Equal(1, stub.Count("AddJobFlowSteps"));
        Assert.Equal((string?)Assert.Single(stub.Added)["Id"], StepsHost.IdOf(step));
    }

    [Fact]
    public async Task Submit_EmrBroken_Is503AndTellsNothingOfTheInside()
    {
        await using var stub = await EmrStub.StartAsync();
        stub.Refuse = operation => operation == "AddJobFlowSteps" ? (500, "InternalServerError", "arn:aws:iam::123456789012:role/x") : null;
        await using var host = await StepsHost.StartAsync(stub.Settings);

        using var response = await host.SubmitAsync(Cycle);
        var problem = await StepsHost.BodyAsync(response, HttpStatusCode.ServiceUnavailable);

        Assert.DoesNotContain("arn:", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("/v1/steps", problem.GetProperty("detail").GetString(), StringComparison.Ordinal); // whether it was added is not known
        Assert.Equal(1, stub.Count("AddJobFlowSteps"));
    }

    [Fact]
    public async Task Submit_StepsFull_SaysSoInEmrsWords()
    {
        await using var stub = await EmrStub.StartAsync();
        stub.Refuse = operation => operation == "AddJobFlowSteps" ? (400, "ValidationException", "Maximum number of active steps exceeded.") : null;
        await using var host = await StepsHost.StartAsync(stub.Settings);

        using var response = await host.SubmitAsync(Cycle);
        var problem = await StepsHost.BodyAsync(response, HttpStatusCode.ServiceUnavailable);

        Assert.Contains("Maximum number of active steps", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (stub.Count("AddJobFlowSteps"), stub.Count("ListSteps"))); // a refusal leaves nothing to look for
    }

    [Fact]
    public async Task Submit_NotLetIn_NamesTheCode()
    {
        await using var stub = await EmrStub.StartAsync();
        stub.Refuse = _ => (400, "AccessDeniedException", "User: arn:aws:sts::1:x is not authorized");
        await using var host = await StepsHost.StartAsync(stub.Settings);

        using var response = await host.SubmitAsync(Cycle);
        var detail = (await StepsHost.BodyAsync(response, HttpStatusCode.ServiceUnavailable)).GetProperty("detail").GetString()!;

        Assert.Contains("AccessDeniedException", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("arn:", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_SameKeyAgain_IsTheFirstStepAlsoAfterARestart()
    {
        await using var stub = await EmrStub.StartAsync();
        string first;
        await using (var host = await StepsHost.StartAsync(stub.Settings))
        {
            first = StepsHost.IdOf(await host.SubmittedAsync(Cycle, "night-1"));
            await AssertReplayedAsync(host, first);
            for (var i = 0; i < 60; i++)
                stub.Add("somebody else's");
        }
        await using (var restarted = await StepsHost.StartAsync(stub.Settings))
            await AssertReplayedAsync(restarted, first);

        Assert.Equal(1, stub.Count("AddJobFlowSteps"));

        static async Task AssertReplayedAsync(StepsHost host, string id)
        {
            using var response = await host.SubmitAsync("""{ "feed": "24h", "job": "cycle" }""", "night-1");
            Assert.Equal(id, StepsHost.IdOf(await StepsHost.BodyAsync(response, HttpStatusCode.OK)));
            Assert.Equal("true", response.Headers.GetValues("Idempotent-Replayed").Single());
        }
    }

    [Theory]
    [InlineData(23, 1)]
    [InlineData(25, 2)]
    public async Task Submit_SameKeyAfterHours_IsTheFirstStepForADay(int hours, int steps)
    {
        await using var stub = await EmrStub.StartAsync();
        await using (var host = await StepsHost.StartAsync(stub.Settings))
            stub.Age(StepsHost.IdOf(await host.SubmittedAsync(Cycle, "k")), TimeSpan.FromHours(hours));

        await using var later = await StepsHost.StartAsync(stub.Settings);
        using var response = await later.SubmitAsync(Cycle, "k");

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(steps, stub.Added.Count);
    }

    [Fact]
    public async Task Submit_SameKeyOtherBody_Is422AndOtherClientsKeyIsAnother()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);
        using var other = host.ClientWith(StepsHost.OtherKey);
        await host.SubmittedAsync(Cycle, "k");

        using var reused = await host.SubmitAsync("""{"job":"cycle","feed":"5m"}""", "k");
        using var others = await host.SubmitAsync("""{"job":"cycle","feed":"5m"}""", "k", other);

        Assert.Equal("idempotency-key-reused", StepsHost.CodeOf(await StepsHost.BodyAsync(reused, HttpStatusCode.UnprocessableEntity)));
        Assert.Equal(HttpStatusCode.Accepted, others.StatusCode);
        Assert.Equal(2, stub.Added.Count);
    }

    [Fact]
    public async Task Submit_SameKeyTwentyTimesAtOnce_AddsOneStep()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.SubmitAsync(Cycle, "at-once")));

        var steps = await Task.WhenAll(responses.Select(response => StepsHost.BodyAsync(response, response.StatusCode == HttpStatusCode.OK ? HttpStatusCode.OK : HttpStatusCode.Accepted)));
        Assert.Single(steps.Select(StepsHost.IdOf).Distinct());
        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Accepted);
        Assert.Equal(19, responses.Count(response => response.StatusCode == HttpStatusCode.OK));
        Assert.Single(stub.Added);
    }

    [Theory]
    [InlineData("é", 1)]
    [InlineData("a b", 1)]
    [InlineData("k", 256)]
    public async Task Submit_KeyThatIsNone_IsRefused(string part, int times)
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/steps") { Content = new StringContent(Cycle, null, "application/json") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", string.Concat(Enumerable.Repeat(part, times)));

        using var response = await host.Client.SendAsync(request);

        Assert.Equal("invalid-parameters", StepsHost.CodeOf(await StepsHost.BodyAsync(response, HttpStatusCode.BadRequest)));
        Assert.Empty(stub.Calls);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("""{"job":"cycle","feed":"24h","feed":"5m"}""", "application/json", HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("""{"job":"cycle","feed":"24h","jar":"x"}""", "application/json", HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("job=cycle", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type")]
    public async Task Submit_BadBody_IsRefusedAndReachesNobody(string body, string type, HttpStatusCode status, string code)
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync(stub.Settings);

        using var response = await host.Client.PostAsync(new Uri("/v1/steps", UriKind.Relative), new StringContent(body, null, type));

        Assert.Equal(code, StepsHost.CodeOf(await StepsHost.BodyAsync(response, status)));
        Assert.Empty(stub.Calls);
    }

    [Fact]
    public async Task Submit_BodyTooLarge_IsRefused()
    {
        await using var host = await StepsHost.StartAsync();

        using var response = await host.SubmitAsync($$"""{"job":"cycle","feed":"{{new string('x', 17 * 1024)}}"}""");

        Assert.Equal("payload-too-large", StepsHost.CodeOf(await StepsHost.BodyAsync(response, HttpStatusCode.RequestEntityTooLarge)));
    }
}
