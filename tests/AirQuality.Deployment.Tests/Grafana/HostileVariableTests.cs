using AirQuality.Deployment.Tests.Hosting;
using AirQuality.Timestream;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>
/// Whoever has the address can put any text into the variables. It stays one literal or one identifier of the panel's own query.
/// </summary>
[Collection(OnFilledTable.Name)]
public sealed class HostileVariableTests(FilledTable table)
{
    private static readonly string[] _locations =
    [
        "1' OR '1'='1", "') OR 1=1 --", "x'') OR (''=''", "\\') OR 1=1 --", "\") OR 1=1 --", "'", "''", "all", "'all', location_id", "location_id", "$__timeFilter", "$__database.$__table",
        "${measure}", "1) UNION SELECT 1 --", "\n--", "",
    ];

    private static readonly string[] _measures =
    [
        "aqi\" FROM \"air_quality\".\"readings\" --", "aqi\"\"", "\\\"aqi", "aqi'", "$__table", "1", "",
    ];

    public static TheoryData<string> Titles => [.. Dashboard.DataPanels.Select(panel => (string)panel["title"]!)];

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Location_OfAnyText_IsALocationThatIsNotThere(string title)
    {
        foreach (var text in _locations)
        {
            foreach (var value in (VariableValue[])[new VariableValue.One(text), new VariableValue.Many(text, text + "2")])
            {
                var frame = await (new DashboardView(table) { Location = value }).ShowAsync(title);

                Assert.True(frame.Length == 0, $"{title} shows rows for the location {text}");
            }
        }
    }

    [Theory]
    [InlineData("$measure over time")]
    [InlineData("Newest index by location")]
    public async Task Measure_OfAnyText_IsAColumnThatIsNotThere(string title)
    {
        foreach (var text in _measures)
        {
            var failure = await Assert.ThrowsAsync<TimestreamException>(() => new DashboardView(table).Of(text).ShowAsync(title));

            Assert.Equal(TimestreamErrorCode.InvalidRequest, failure.Code);
            if (text.Length > 0)
                Assert.Contains($"Column '{Uri.EscapeDataString(text)}' does not exist", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sql_Variables_AreNeverPutInAsTheyAre()
    {
        foreach (var panel in Dashboard.DataPanels)
        {
            var sql = Dashboard.Sql(panel).Replace("\"${measure:percentencode}\"", "", StringComparison.Ordinal).Replace("(${location:sqlstring})", "", StringComparison.Ordinal);
            Assert.DoesNotContain("measure}", sql, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\$\{|\$(measure|location)", sql);
        }
    }
}
