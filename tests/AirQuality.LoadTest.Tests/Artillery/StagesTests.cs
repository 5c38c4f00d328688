using YamlDotNet.RepresentationModel;

namespace AirQuality.LoadTest.Tests.Artillery;

/// <summary>The stages against those of the first report's artillery file, written here a second time, and its thresholds.</summary>
public sealed class StagesTests
{
    private readonly YamlNode _config = ArtilleryFile.Root("stages.yaml").At("config")!;

    [Fact]
    public void Stages_AreTheReports()
    {
        Assert.Equal([(50, 1), (50, 1), (60, 1), (50, 2), (60, 2), (80, 2)], Stages(_config.At("phases")));
        Assert.Equal([30, 60, 30, 60, 60], Pauses(_config.At("phases")));
        Assert.Equal(590, Length(_config.At("phases")));
    }

    [Fact]
    public void Quick_IsTheSameInSmall_AndLeavesTimeWithinAMinute()
    {
        var quick = _config.At("environments", "quick", "phases");

        Assert.Equal(Stages(_config.At("phases")).Select(stage => stage.Rate), Stages(quick).Select(stage => stage.Rate));
        Assert.Equal(5, Pauses(quick).Count);
        Assert.InRange(Length(quick), 1, 45); // artillery's start and the last users' requests come on top
        Assert.Equal(["phases"], ((YamlMappingNode)_config.At("environments", "quick")!).Children.Keys.Select(key => key.Text()));
    }

    [Theory]
    [InlineData("phases")]
    [InlineData("environments", "quick", "phases")]
    public void Phases_StagesAndPausesByTurns_AreNamedInTheirOrder(params string[] path)
    {
        var names = _config.At(path).Items().Select(phase => phase.At("name").Text());

        Assert.Equal(Enumerable.Range(1, 6).SelectMany(number => new[] { $"stage {number}", $"pause {number}" }).Take(11), names);
        Assert.All(_config.At(path).Items(), phase => Assert.Equal(phase.At("name").Text().StartsWith("pause", StringComparison.Ordinal), phase.At("pause") is not null));
    }

    [Fact]
    public void Bars_AreTheReports_AndNoFailureIsForgiven()
    {
        Assert.Equal(
            [("http.response_time.p95", 75), ("http.response_time.p99", 100)],
            _config.At("ensure", "thresholds").Items().Select(bar => Assert.Single(((YamlMappingNode)bar).Children)).Select(bar => (bar.Key.Text(), bar.Value.Number())));
        Assert.Equal(0, _config.At("ensure", "maxErrorRate").Number());
        Assert.Equal("http.codes.200 == http.requests", _config.At("ensure", "conditions").Items().Single().At("expression").Text());
        Assert.Equal(100, _config.At("apdex", "threshold").Number());
        Assert.Equal(["ensure", "apdex", "metrics-by-endpoint"], ((YamlMappingNode)_config.At("plugins")!).Children.Keys.Select(key => key.Text()));
    }

    private static List<(int Seconds, int Rate)> Stages(YamlNode? phases) =>
        [.. phases.Items().Where(phase => phase.At("pause") is null).Select(phase => (phase.At("duration").Number(), phase.At("arrivalRate").Number()))];

    private static List<int> Pauses(YamlNode? phases) => [.. phases.Items().Select(phase => phase.At("pause")).OfType<YamlNode>().Select(pause => pause.Number())];

    private static int Length(YamlNode? phases) => Stages(phases).Sum(stage => stage.Seconds) + Pauses(phases).Sum();
}
