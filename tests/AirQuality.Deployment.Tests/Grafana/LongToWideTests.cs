using AirQuality.Timestream.Reading;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The stand-in for what Grafana makes of rows with labels.</summary>
public sealed class LongToWideTests
{
    private const string Noon = "2026-10-01 12:00:00.000000000";
    private const string One = "2026-10-01 13:00:00.000000000";

    [Fact]
    public void LongRows_TwoLabels_AreASeriesEachWithNullsBetween()
    {
        var frame = Frame.Of(Long([Noon, "a", "1.5"], [Noon, "b", "2"], [One, "b", "3"]), format: 1);

        Assert.Equal([FrameType.Time, FrameType.Float64, FrameType.Float64], frame.Fields.Select(field => field.Type));
        Assert.Equal(["a", "b"], frame.Fields.Skip(1).Select(field => field.Labels["place"]));
        Assert.Equal([1.5, null], frame.Fields[1].Values);
        Assert.Equal([2.0, 3.0], frame.Fields[2].Values);
    }

    [Fact]
    public void LongRows_LabelThatComesLate_HasNullsBefore()
    {
        var frame = Frame.Of(Long([Noon, "a", "1"], [One, null, "2"]), format: 1);

        Assert.Equal([null, 2.0], frame.Fields.Single(field => field.Labels.GetValueOrDefault("place") == "").Values);
    }

    [Fact]
    public void LongRows_Unsorted_AreRefused()
    {
        var failure = Assert.Throws<InvalidDataException>(() => Frame.Of(Long([One, "a", "1"], [Noon, "a", "1"]), format: 1));

        Assert.Equal("long series must be sorted ascending by time to be converted", failure.Message);
    }

    [Fact]
    public void LongRows_WithoutATime_AreRefused() =>
        Assert.Throws<InvalidDataException>(() => Frame.Of(Long([null, "a", "1"]), format: 1));

    [Fact]
    public void Rows_AsATableOrWithoutLabels_StayAsTheyAre()
    {
        Assert.Equal(3, Frame.Of(Long([One, "a", "1"], [Noon, "a", "1"]), format: 0).Fields.Count);
        Assert.Equal(2, Frame.Of(new QueryPage([new("time", "TIMESTAMP"), new("n", "BIGINT")], [[One, "1"], [Noon, "2"]]), format: 1).Length);
    }

    private static QueryPage Long(params string?[][] rows) => new([new("time", "TIMESTAMP"), new("place", "VARCHAR"), new("value", "DOUBLE")], rows);
}
