using System.Globalization;
using AirQuality.Timestream.Reading;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The types of a frame's fields; each may hold null.</summary>
internal enum FrameType
{
    Time,
    Float64,
    Int64,
    Int32,
    String,
    Bool,
}

/// <summary>A field of a frame.</summary>
internal sealed record FrameField(string Name, FrameType Type, IReadOnlyList<object?> Values)
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>What the plugin gives Grafana for a result.</summary>
internal sealed record Frame(IReadOnlyList<FrameField> Fields)
{
    public int Length => Fields.Count == 0 ? 0 : Fields[0].Values.Count;

    public FrameField this[string name] => Fields.Single(field => field.Name == name);

    /// <summary>A result in the format that a panel asks for: 0 for a table, 1 for time series.</summary>
    public static Frame Of(QueryPage result, int format)
    {
        var frame = new Frame([.. result.Columns.Select((column, at) => Field(column, result.Rows.Select(row => row[at])))]);
        return format == 1 && frame.Length > 0 ? LongToWide.Convert(frame) : frame;
    }

    /// <summary>The value of a row, a null of any type as the default.</summary>
    public T Value<T>(string name, int row) => (T)this[name].Values[row]!;

    private static FrameField Field(QueryColumn column, IEnumerable<string?> values)
    {
        Assert.NotEqual("", column.Name); // the plugin would fail
        var type = column.Type switch
        {
            "TIMESTAMP" or "DATE" or "TIME" => FrameType.Time,
            "DOUBLE" => FrameType.Float64,
            "BIGINT" => FrameType.Int64,
            "INTEGER" => FrameType.Int32,
            "BOOLEAN" => FrameType.Bool,
            "UNKNOWN" => throw new InvalidDataException($"the plugin drops the column {column.Name}, whose type is unknown"),
            _ => FrameType.String,
        };
        return new FrameField(column.Name, type, [.. values.Select(value => value is null ? null : Parse(type, value))]);
    }

    private static object Parse(FrameType type, string text) => type switch
    {
        FrameType.Time => DateTimeOffset.Parse(text[..Math.Min(text.Length, 27)], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        FrameType.Float64 => double.Parse(text, CultureInfo.InvariantCulture),
        FrameType.Int64 => long.Parse(text, CultureInfo.InvariantCulture),
        FrameType.Int32 => int.Parse(text, CultureInfo.InvariantCulture),
        FrameType.Bool => text == "true",
        _ => text,
    };
}
