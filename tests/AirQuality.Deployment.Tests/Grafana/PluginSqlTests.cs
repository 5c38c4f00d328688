using System.Text.Json.Nodes;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The stand-in for what Grafana and its plugin make of SQL.</summary>
public sealed class PluginSqlTests
{
    private static readonly QuerySettings _settings = new(
        DateTimeOffset.FromUnixTimeMilliseconds(1_000), DateTimeOffset.FromUnixTimeMilliseconds(2_000), TimeSpan.FromMinutes(1), DateTimeOffset.FromUnixTimeMilliseconds(3_000),
        JsonNode.Parse("""{"defaultDatabase":"\"air_quality\"","defaultTable":"\"readings\"","defaultMeasure":"air_quality"}""")!);

    [Theory]
    [InlineData("$__timeFilter", "time BETWEEN from_milliseconds(1000) AND from_milliseconds(2000)")]
    [InlineData("$__timeFilter(x)", "time BETWEEN from_milliseconds(1000) AND from_milliseconds(2000)(x)")]
    [InlineData("$__timeFrom $__timeTo $__now_ms", "1000 2000 3000")]
    [InlineData("$__interval $__interval_ms $__interval_raw_ms", "60000ms 60000ms 60000")]
    [InlineData("$__database.$__table '$__measure' $__table2", "\"air_quality\".\"readings\" 'air_quality' \"readings\"2")]
    public void Macro_InSql_IsItsText(string sql, string expected) => Assert.Equal(expected, PluginSql.Expand(sql, _settings));

    [Theory]
    [InlineData("$v ${v} ${v:sqlstring}", "it's it's 'it''s'")]
    [InlineData("${v:percentencode} ${v:raw} $other $__timeFilter", "it%27s it's $other $__timeFilter")]
    public void Variable_OfOneValue_IsRawUnlessFormatted(string sql, string expected) =>
        Assert.Equal(expected, PluginSql.Interpolate(sql, With(new VariableValue.One("it's"))));

    [Theory]
    [InlineData("IN ($v)", "IN ('a','it''s')")]
    [InlineData("IN (${v:sqlstring})", "IN ('a','it''s')")]
    public void Variable_OfManyValues_IsQuoted(string sql, string expected) =>
        Assert.Equal(expected, PluginSql.Interpolate(sql, With(new VariableValue.Many("a", "it's"))));

    [Fact]
    public void Variable_OfAll_IsItsOwnTextUnquoted() =>
        Assert.Equal("IN ('all', x)", PluginSql.Interpolate("IN (${v:sqlstring})", With(new VariableValue.All("'all', x"))));

    private static Dictionary<string, VariableValue> With(VariableValue value) => new() { ["v"] = value };
}
