namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>What a variable is set to.</summary>
internal abstract record VariableValue
{
    /// <summary>One value, as a variable of one value has it.</summary>
    public sealed record One(string Text) : VariableValue;

    /// <summary>Some values, as a variable of many has them.</summary>
    public sealed record Many(params string[] Texts) : VariableValue;

    /// <summary>All, where the variable says itself what stands for it.</summary>
    public sealed record All(string Custom) : VariableValue;

    /// <summary>The text that Grafana and the plugin put into SQL, in a format or, without one, by the plugin's own rule.</summary>
    public string In(string? format) => (this, format) switch
    {
        (All all, "percentencode") => PercentEncode(all.Custom),
        (All all, _) => all.Custom,
        (One one, null or "raw") => one.Text,
        (One one, "sqlstring") => SqlString(one.Text),
        (One one, "percentencode") => PercentEncode(one.Text),
        (Many many, null) => string.Join(',', many.Texts.Select(text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'")),
        (Many many, "sqlstring") => string.Join(',', many.Texts.Select(SqlString)),
        (Many many, "percentencode") => PercentEncode($"{{{string.Join(',', many.Texts)}}}"),
        _ => throw new NotSupportedException($"the format {format}"),
    };

    /// <summary>A double quotation mark gets a backslash, which in SQL is a character like any other.</summary>
    private static string SqlString(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}'";

    /// <summary>RFC 3986: all but letters, digits and <c>-._~</c>.</summary>
    private static string PercentEncode(string text) => Uri.EscapeDataString(text);
}
