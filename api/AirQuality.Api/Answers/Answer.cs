using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.ResponseCompression;

namespace AirQuality.Api.Answers;

/// <summary>
/// A whole answer of the read side, with its validator: the hash of its bytes, so that a client that has them already is told so, whatever
/// else was written to the store, and so that two servers before one table agree.
/// </summary>
/// <param name="body">The bytes.</param>
/// <param name="contentType">What they are.</param>
internal sealed class Answer(ReadOnlyMemory<byte> body, string contentType) : IResult
{
    private const int HashBytes = 12;

    /// <summary>The name under which a browser saves it; null shows it.</summary>
    public string? FileName { get; init; }

    /// <summary>An answer in JSON.</summary>
    public static Answer Json<T>(T value, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8");

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var tag = TagOf(httpContext);
        response.Headers.ETag = tag;
        CacheHeaders.Set(httpContext);
        if (CacheHeaders.ClientHas(httpContext.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (FileName is not null)
            response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}\"";
        return response.BodyWriter.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    // A strong validator stands for bytes as they are sent, so the compressed form has one of its own.
    private string TagOf(HttpContext http)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body.Span, hash);
        var encoding = http.RequestServices.GetService<IResponseCompressionProvider>()?.GetCompressionProvider(http)?.EncodingName;
        return $"\"{Base64Url.EncodeToString(hash[..HashBytes])}{(encoding is null ? "" : "-" + encoding)}\"";
    }
}
