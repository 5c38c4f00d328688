using AirQuality.TimestreamLocal.Faults;

namespace AirQuality.TimestreamLocal.Tests.Faults;

public sealed class FaultScriptTests
{
    [Fact]
    public void Parse_EveryMember_Read()
    {
        var script = FaultScript.Parse("""
            {"seed":9,"rules":[
              {"fault":"throttle","operation":"WriteRecords","rate":0.25,"skip":3,"count":4},
              {"fault":"delay","delay_ms":150},{"fault":"reject","records":[0,99]},
              {"fault":"error","error":"AccessDeniedException"},
              {"fault":"server_error"},{"fault":"unavailable"},{"fault":"drop_request"},{"fault":"drop_answer"}]}
            """);

        Assert.Equal(9, script.Seed);
        Assert.Equal(new FaultRule(FaultKind.Throttle, "WriteRecords", 0.25, 3, 4), script.Rules[0]);
        Assert.Equal(150, script.Rules[1].DelayMs);
        Assert.Equal([0, 99], script.Rules[2].Records!);
        Assert.Equal("AccessDeniedException", script.Rules[3].Error);
        Assert.Equal(1, script.Rules[1].Rate);
        Assert.Equal(
            [FaultKind.ServerError, FaultKind.Unavailable, FaultKind.DropRequest, FaultKind.DropAnswer],
            script.Rules.Skip(4).Select(rule => rule.Fault));
    }

    [Fact]
    public void Parse_ExampleOfTheReadme_Read()
    {
        string readme = File.ReadAllText(Fixtures.PathOf("..", "..", "api", "AirQuality.TimestreamLocal", "README.md"));

        var script = FaultScript.Parse(readme.Split("```json")[1].Split("```")[0]);

        Assert.Equal([FaultKind.Throttle, FaultKind.Reject, FaultKind.DropAnswer, FaultKind.Delay], script.Rules.Select(rule => rule.Fault));
    }

    [Theory]
    [InlineData("", "not valid")]
    [InlineData("null", "null")]
    [InlineData("{}", "rules")]
    [InlineData("""{"rules":[null]}""", "rules[0] is null")]
    [InlineData("""{"rules":[{"fault":"explode"}]}""", "at $.rules[0].fault: a fault is one of throttle, server_error, unavailable, error, delay, reject")]
    [InlineData("""{"rules":[{"fault":7}]}""", "at $.rules[0].fault: a fault is one of")]
    [InlineData("""{"rules":[{"fault":"throttle"},{"fault":"throttle","skip":"x"}]}""", "at $.rules[1].skip")]
    [InlineData("""{"rules":[{"operation":"Query"}]}""", "fault")]
    [InlineData("""{"rules":[{"fault":"throttle","rat":0.5}]}""", "rat")]
    [InlineData("""{"rules":[{"fault":"throttle","operation":"WriteRecord"}]}""", "rules[0].operation is 'WriteRecord', which is no operation")]
    [InlineData("""{"rules":[{"fault":"throttle"},{"fault":"throttle","count":-1}]}""", "rules[1].count is -1")]
    [InlineData("""{"rules":[{"fault":"delay"}]}""", "rules[0].delay_ms is 0")]
    [InlineData("""{"rules":[{"fault":"throttle","delay_ms":5}]}""", "rules[0].delay_ms is 5")]
    [InlineData("""{"rules":[{"fault":"reject"}]}""", "rules[0].records")]
    [InlineData("""{"rules":[{"fault":"reject","records":[0,100]}]}""", "rules[0].records has 100")]
    [InlineData("""{"rules":[{"fault":"reject","records":[0],"operation":"Query"}]}""", "rules[0].operation is 'Query'; only WriteRecords")]
    [InlineData("""{"rules":[{"fault":"error"}]}""", "rules[0].error is ''; the fault error needs one of AccessDeniedException")]
    [InlineData("""{"rules":[{"fault":"error","error":"Nope"}]}""", "rules[0].error is 'Nope'")]
    [InlineData("""{"rules":[{"fault":"drop_answer","error":"ConflictException"}]}""", "rules[0].error is 'ConflictException'")]
    [InlineData("""{"rules":[{"fault":"throttle","rate":1.5}]}""", "rules[0].rate is 1.5")]
    [InlineData("""{"rules":[{"fault":"throttle","skip":-1}]}""", "must not be negative")]
    public void Parse_Wrong_SaysWhere(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => FaultScript.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Injector_SkipAndCount_BoundTheWindow()
    {
        var injector = new FaultInjector(new([new FaultRule(FaultKind.Throttle, Operation: "WriteRecords", Skip: 2, Count: 3)]));

        var hits = Enumerable.Range(0, 8).Select(_ => injector.Next("WriteRecords") is not null);

        Assert.Equal([false, false, true, true, true, false, false, false], hits);
        Assert.Null(injector.Next("Query"));
    }

    [Fact]
    public void Injector_SameSeed_HitsTheSameRequests()
    {
        static bool[] Run(int seed)
        {
            var injector = new FaultInjector(new([new FaultRule(FaultKind.Throttle, Rate: 0.5)], seed));
            return [.. Enumerable.Range(0, 200).Select(_ => injector.Next("Query") is not null)];
        }

        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));
        Assert.InRange(Run(1).Count(hit => hit), 60, 140);
    }

    [Fact]
    public void Injector_SeveralRules_FirstThatHitsDecides()
    {
        var injector = new FaultInjector(new(
        [
            new FaultRule(FaultKind.Throttle, Count: 1),
            new FaultRule(FaultKind.Delay),
        ]));

        Assert.Equal([FaultKind.Throttle, FaultKind.Delay, FaultKind.Delay], Enumerable.Range(0, 3).Select(_ => injector.Next("Query")!.Fault));
        Assert.Equal([1, 2], injector.Report().Hits);
    }

    [Fact]
    public void Injector_RejectForAllOperations_CountsThoseWithRecords()
    {
        var injector = new FaultInjector(new([new FaultRule(FaultKind.Reject, Count: 1, Records: [0])]));

        Assert.Null(injector.Next("Query"));
        Assert.NotNull(injector.Next("WriteRecords"));
    }

    [Fact]
    public void Injector_LoadedAgain_StartsFromItsBeginning()
    {
        var script = new FaultScript([new FaultRule(FaultKind.Throttle, Rate: 0.5, Count: 20)], Seed: 3);
        var injector = new FaultInjector(script);
        bool[] Run() => [.. Enumerable.Range(0, 60).Select(_ => injector.Next("Query") is not null)];

        bool[] first = Run();
        Assert.NotEqual(first, Run());
        injector.Load(script);

        Assert.Equal(first, Run());
        Assert.Equal([20], injector.Report().Hits);
    }
}
