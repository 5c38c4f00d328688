using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>One request of an operation and the answer that its handler writes.</summary>
/// <param name="body">The JSON of the request.</param>
/// <param name="host">The Host header.</param>
/// <param name="userAgent">The User-Agent header.</param>
/// <param name="rejected">Indices of records that a fault script wants rejected.</param>
internal sealed class ServiceCall(ReadOnlyMemory<byte> body, string host, string userAgent, IReadOnlyList<int> rejected) : IDisposable
{
    private static readonly byte[] EmptyObject = [.. "{}"u8];
    private readonly ArrayBufferWriter<byte> _answer = new(256);
    private Utf8JsonWriter? _json;
    private ReadOnlyMemory<byte>? _ready;

    /// <summary>The JSON of the request.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>The Host header: the address by which the client knows the server.</summary>
    public string Host { get; } = host;

    /// <summary>The User-Agent header.</summary>
    public string UserAgent { get; } = userAgent;

    /// <summary>Indices of records that a fault script wants rejected.</summary>
    public IReadOnlyList<int> Rejected { get; } = rejected;

    /// <summary>Writes the answer.</summary>
    public Utf8JsonWriter Json => _json ??= new Utf8JsonWriter(_answer, JsonAnswer.Options);

    /// <summary>The answer so far, complete when the handler has returned.</summary>
    public ReadOnlyMemory<byte> Answer
    {
        get
        {
            _json?.Flush();
            return _ready ?? _answer.WrittenMemory;
        }
    }

    /// <summary>Reads the request.</summary>
    /// <exception cref="ServiceException">SerializationException: no JSON, or a member of the wrong type.</exception>
    public T Read<T>(JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body.Span, type) ?? throw ServiceException.Serialization("The body is null.");
        }
        catch (JsonException exception)
        {
            throw ServiceException.Serialization($"The body is no JSON of the operation: {exception.Message}");
        }
    }

    /// <summary>Answers with JSON that is ready, instead of what <see cref="Json"/> wrote.</summary>
    public void Respond(ReadOnlyMemory<byte> json) => _ready = json;

    /// <summary>Answers with an object that has no members.</summary>
    public void RespondEmpty() => _ready = EmptyObject;

    /// <inheritdoc />
    public void Dispose() => _json?.Dispose();
}

/// <summary>Does what an operation does and writes its answer.</summary>
internal delegate Task OperationHandler(ServiceCall call, CancellationToken cancellationToken);
