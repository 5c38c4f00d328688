using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>What a panel's query is run with.</summary>
/// <param name="From">Where the dashboard's time begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Interval">How wide Grafana wants a point to be.</param>
/// <param name="Now">The time on Grafana's server.</param>
/// <param name="Source">The data source's <c>jsonData</c>; its defaults stand for what a query does not say.</param>
internal sealed record QuerySettings(DateTimeOffset From, DateTimeOffset To, TimeSpan Interval, DateTimeOffset Now, JsonNode Source);

/// <summary>Makes a dashboard's SQL what Timestream gets: Grafana's variables in the browser, then the plugin's macros on the server.</summary>
internal static partial class PluginSql
{
    /// <summary>Puts variables in. What is no variable stays, as <c>$__timeFilter</c> does.</summary>
    public static string Interpolate(string sql, IReadOnlyDictionary<string, VariableValue> variables) =>
        Variable().Replace(sql, match =>
        {
            var name = match.Groups["name"].Value;
            var format = match.Groups["format"] is { Success: true, Value: var text } ? text : null;
            return variables.TryGetValue(name, out var value) ? value.In(format) : match.Value;
        });

    /// <summary>Puts the macros' text in, the longest name first, wherever the name stands.</summary>
    public static string Expand(string sql, QuerySettings settings)
    {
        var (from, to) = (Ms(settings.From), Ms(settings.To));
        var interval = string.Create(CultureInfo.InvariantCulture, $"{settings.Interval.TotalMilliseconds}");
        var macros = new Dictionary<string, string>
        {
            ["$__timeFilter"] = $"time BETWEEN from_milliseconds({from}) AND from_milliseconds({to})",
            ["$__timeFrom"] = from,
            ["$__timeTo"] = to,
            ["$__interval"] = $"{interval}ms",
            ["$__interval_ms"] = $"{interval}ms",
            ["$__interval_raw_ms"] = interval,
            ["$__now_ms"] = Ms(settings.Now),
            ["$__database"] = (string)settings.Source["defaultDatabase"]!,
            ["$__table"] = (string)settings.Source["defaultTable"]!,
            ["$__measure"] = (string)settings.Source["defaultMeasure"]!,
        };
        return macros.OrderByDescending(macro => macro.Key.Length).Aggregate(sql, (text, macro) => text.Replace(macro.Key, macro.Value, StringComparison.Ordinal));
    }

    private static string Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$(?<name>\w+)|\$\{(?<name>\w+)(?::(?<format>[^}]+))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
