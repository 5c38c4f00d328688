using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The highest and the mean index.</summary>
[Collection(OnFilledTable.Name)]
public sealed class IndexPanelTests(FilledTable table)
{
    private DashboardView All => new(table);

    private DashboardView One => All.At(All.Busiest("aqi").First());

    [Fact]
    public async Task Max_OfAllAndOfOne_IsTheHighestIndex()
    {
        foreach (var view in (DashboardView[])[All, One])
        {
            var frame = await view.ShowAsync("Max index");

            Assert.Equal(FrameType.Int64, Assert.Single(frame.Fields).Type);
            Assert.Equal(1, frame.Length);
            Assert.Equal(view.Chosen.Max(reading => reading.Index)!.Value, frame.Value<long>("max index", 0));
        }
    }

    [Fact]
    public async Task Mean_OfAllAndOfOne_IsTheMeanOfTheIndices()
    {
        foreach (var view in (DashboardView[])[All, One])
        {
            var frame = await view.ShowAsync("Mean index");

            Assert.Equal(FrameType.Float64, Assert.Single(frame.Fields).Type);
            Assert.Equal(view.Chosen.Average(reading => reading.Index)!.Value, frame.Value<double>("mean index", 0), 9);
        }
    }

    [Fact]
    public async Task Max_OfAShortTime_LeavesTheRestOut()
    {
        var view = One with { Span = TimeSpan.FromMinutes(15) };

        var frame = await view.ShowAsync("Max index");

        Assert.NotEqual(One.Chosen.Count(), view.Chosen.Count());
        Assert.Equal(view.Chosen.Max(reading => reading.Index)!.Value, frame.Value<long>("max index", 0));
    }

    [Theory]
    [InlineData("Max index")]
    [InlineData("Mean index")]
    public async Task Index_OfALocationWithoutReadings_HasNoRows(string title)
    {
        var frame = await All.At(999_999_999).ShowAsync(title);

        Assert.Equal(0, frame.Length);
        Assert.Single(frame.Fields);
    }
}
