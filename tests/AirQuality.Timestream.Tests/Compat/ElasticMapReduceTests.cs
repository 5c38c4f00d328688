using AirQuality.Timestream.Tests.Scripted;
using Amazon;
using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using Amazon.Runtime;

namespace AirQuality.Timestream.Tests.Compat;

/// <summary>EMR's wire, as its service model has it: AWS JSON 1.1, its own target prefix, epoch dates, no endpoint discovery.</summary>
public sealed class ElasticMapReduceTests
{
    private const string ContentType = "application/x-amz-json-1.1";

    [Fact]
    public async Task AddJobFlowSteps_OnTheWire_HasTheServicesTargetTypeAndScope()
    {
        await using var server = await ServerAsync("""{"StepIds":["s-1"]}""");
        using var client = Client(server);

        var response = await client.AddJobFlowStepsAsync(new AddJobFlowStepsRequest
        {
            JobFlowId = "j-1",
            Steps =
            [
                new StepConfig
                {
                    Name = "n",
                    ActionOnFailure = ActionOnFailure.FindValue("CONTINUE"),
                    HadoopJarStep = new HadoopJarStepConfig { Jar = "command-runner.jar", Args = ["a b", "$(c)"] },
                },
            ],
        });

        var call = Assert.Single(server.Calls);
        Assert.Equal(["s-1"], response.StepIds);
        Assert.Equal("ElasticMapReduce.AddJobFlowSteps", call.Headers["X-Amz-Target"]);
        Assert.StartsWith(ContentType, call.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("/eu-west-1/elasticmapreduce/aws4_request", call.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(
            """{"JobFlowId":"j-1","Steps":[{"Name":"n","ActionOnFailure":"CONTINUE","HadoopJarStep":{"Jar":"command-runner.jar","Args":["a b","$(c)"]}}]}""",
            call.Body.ToString());
    }

    [Fact]
    public async Task DescribeStep_DatesAndNestedMembers_AreRead()
    {
        await using var server = await ServerAsync("""
            {"Step":{"Id":"s-1","Name":"n","Config":{"Jar":"j","Properties":{"k":"v"},"Args":["x"]},"Later":1,"Status":{"State":"FAILED",
             "StateChangeReason":{},"FailureDetails":{"Reason":"r","Message":"m","LogFile":"s3://l"},
             "Timeline":{"CreationDateTime":1700000000.25,"StartDateTime":1700000001,"EndDateTime":1.7000001E9}}}}
            """);
        using var client = Client(server);

        var step = (await client.DescribeStepAsync(new DescribeStepRequest { ClusterId = "j-1", StepId = "s-1" })).Step!;

        Assert.Equal(("s-1", "n", "j", "FAILED"), (step.Id, step.Name, step.Config!.Jar, step.Status!.State!.Value));
        Assert.Equal(("r", "m", "s3://l"), (step.Status.FailureDetails!.Reason, step.Status.FailureDetails.Message, step.Status.FailureDetails.LogFile));
        var times = step.Status.Timeline!;
        Assert.Equal(
            ["2023-11-14T22:13:20.2500000Z", "2023-11-14T22:13:21.0000000Z", "2023-11-14T22:15:00.0000000Z"],
            new[] { times.CreationDateTime, times.StartDateTime, times.EndDateTime }.Select(time => time!.Value.ToUniversalTime().ToString("O", null)));
    }

    [Fact]
    public async Task ListStepsAndCancelSteps_Answers_HaveTheirLists()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = call => Reaction.Answer(200, ContentType, call.Operation == "ListSteps"
            ? """{"Steps":[{"Id":"s-2","Status":{"State":"SOME_LATER_STATE"}},{"Id":"s-1"}],"Marker":"m"}"""
            : """{"CancelStepsInfoList":[{"StepId":"s-1","Status":"FAILED","Reason":"over"}]}""");
        using var client = Client(server);

        var page = await client.ListStepsAsync(new ListStepsRequest { ClusterId = "j-1", StepStates = ["RUNNING", "PENDING"] });
        var cancelled = await client.CancelStepsAsync(new CancelStepsRequest
        {
            ClusterId = "j-1", StepIds = ["s-1"], StepCancellationOption = StepCancellationOption.FindValue("SEND_INTERRUPT"),
        });

        Assert.Equal(["s-2", "s-1"], page.Steps!.Select(step => step.Id));
        Assert.Equal(("m", "SOME_LATER_STATE"), (page.Marker, page.Steps![0].Status!.State!.Value));
        Assert.Equal("""{"ClusterId":"j-1","StepStates":["RUNNING","PENDING"]}""", server.Calls[0].Body.ToString());
        Assert.Equal("""{"ClusterId":"j-1","StepIds":["s-1"],"StepCancellationOption":"SEND_INTERRUPT"}""", server.Calls[1].Body.ToString());
        var info = Assert.Single(cancelled.CancelStepsInfoList!);
        Assert.Equal(("s-1", "over"), (info.StepId, info.Reason));
        Assert.Equal(CancelStepsRequestStatus.FAILED, info.Status);
    }

    [Fact]
    public async Task Error_InvalidRequest_HasItsOwnTypeAndOthersTheServices()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = call => call.Operation == "DescribeCluster"
            ? Reaction.Answer(400, ContentType, """{"__type":"InvalidRequestException","ErrorCode":"NoSuchCluster","Message":"Cluster id 'j-1' is not valid."}""")
            : Reaction.Answer(400, ContentType, """{"__type":"ThrottlingException","Message":"Rate exceeded"}""");
        using var client = Client(server);

        var invalid = await Assert.ThrowsAsync<InvalidRequestException>(() => client.DescribeClusterAsync(new DescribeClusterRequest { ClusterId = "j-1" }));
        var throttled = await Assert.ThrowsAnyAsync<AmazonElasticMapReduceException>(() => client.ListStepsAsync(new ListStepsRequest { ClusterId = "j-1" }));

        Assert.Equal(("Cluster id 'j-1' is not valid.", 400), (invalid.Message, (int)invalid.StatusCode));
        Assert.Equal("ThrottlingException", throttled.ErrorCode);
    }

    [CompatFact]
    public void Config_RegionOnly_GoesToTheRegionsHost()
    {
        var config = new AmazonElasticMapReduceConfig { RegionEndpoint = RegionEndpoint.EUCentral1 };

        Assert.Equal("https://elasticmapreduce.eu-central-1.amazonaws.com", config.DetermineServiceOperationEndpoint(new(new ListStepsRequest())).URL);
    }

    private static async Task<ScriptedTimestream> ServerAsync(string answer)
    {
        var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Answer(200, ContentType, answer);
        return server;
    }

    private static AmazonElasticMapReduceClient Client(ScriptedTimestream server) => new(
        new BasicAWSCredentials("a", "b"),
        new AmazonElasticMapReduceConfig { ServiceURL = server.Endpoint.AbsoluteUri, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });
}
