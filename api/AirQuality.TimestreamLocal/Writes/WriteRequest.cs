using System.Text;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>A text of a request: where its UTF-8 lies in the request's buffer.</summary>
/// <param name="Start">First byte.</param>
/// <param name="Length">Number of bytes.</param>
internal readonly record struct TextSpan(int Start, int Length);

/// <summary>The unit of a record's time and of its TIMESTAMP values, as nanoseconds.</summary>
internal enum TimeUnit : long
{
    /// <summary>NANOSECONDS.</summary>
    Nanoseconds = 1,

    /// <summary>MICROSECONDS.</summary>
    Microseconds = 1_000,

    /// <summary>MILLISECONDS, the default.</summary>
    Milliseconds = 1_000_000,

    /// <summary>SECONDS.</summary>
    Seconds = 1_000_000_000,
}

/// <summary>The type that a record or measure names.</summary>
/// <param name="Kind">The type of its value; null for MULTI.</param>
internal readonly record struct MeasureType(ValueKind? Kind)
{
    /// <summary>A record with named measures.</summary>
    public static readonly MeasureType Multi = new((ValueKind?)null);
}

/// <summary>A dimension as sent.</summary>
internal readonly record struct DimensionDraft(TextSpan Name, TextSpan Value);

/// <summary>A measure of a MULTI record as sent.</summary>
internal readonly record struct MeasureDraft(TextSpan Name, TextSpan Value, MeasureType Type);

/// <summary>A record as sent; absent members are null. Its dimensions and measures lie in the request's lists.</summary>
internal struct RecordDraft
{
    /// <summary>Its dimensions in <see cref="WriteRequest.Dimensions"/>.</summary>
    public Range Dimensions { get; set; }

    /// <summary>Its measures in <see cref="WriteRequest.Measures"/>.</summary>
    public Range Measures { get; set; }

    /// <summary>Whether MeasureValues was sent.</summary>
    public bool HasMeasures { get; set; }

    /// <summary>MeasureName.</summary>
    public TextSpan? MeasureName { get; set; }

    /// <summary>MeasureValue.</summary>
    public TextSpan? MeasureValue { get; set; }

    /// <summary>MeasureValueType.</summary>
    public MeasureType? Type { get; set; }

    /// <summary>Time, a whole number in text.</summary>
    public TextSpan? Time { get; set; }

    /// <summary>TimeUnit.</summary>
    public TimeUnit? Unit { get; set; }

    /// <summary>Version.</summary>
    public long? Version { get; set; }
}

/// <summary>A WriteRecords request as sent. Its texts lie unescaped in one buffer, so that a record costs no strings.</summary>
/// <param name="text">A buffer of at least the body's length: text never grows when it is unescaped.</param>
internal sealed class WriteRequest(byte[] text)
{
    /// <summary>The buffer of all texts.</summary>
    public byte[] Text { get; } = text;

    /// <summary>DatabaseName.</summary>
    public string? Database { get; set; }

    /// <summary>TableName.</summary>
    public string? Table { get; set; }

    /// <summary>CommonAttributes; all absent where it was not sent.</summary>
    public RecordDraft Common { get; set; }

    /// <summary>The records; null where the member is missing.</summary>
    public List<RecordDraft>? Records { get; set; }

    /// <summary>The dimensions of all records.</summary>
    public List<DimensionDraft> Dimensions { get; } = [];

    /// <summary>The measures of all records.</summary>
    public List<MeasureDraft> Measures { get; } = [];

    /// <summary>A text's bytes.</summary>
    public ReadOnlySpan<byte> Utf8(TextSpan span) => Text.AsSpan(span.Start, span.Length);

    /// <summary>A text as a string, for messages.</summary>
    public string String(TextSpan span) => Encoding.UTF8.GetString(Utf8(span));
}
