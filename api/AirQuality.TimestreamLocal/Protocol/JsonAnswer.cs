using System.Text.Encodings.Web;
using System.Text.Json;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>How answers are written: raw UTF-8, which every client reads, since no answer is ever part of a page.</summary>
internal static class JsonAnswer
{
    /// <summary>For every writer of an answer.</summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
}
