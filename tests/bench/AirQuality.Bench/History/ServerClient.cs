using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AirQuality.Bench.History;

/// <summary>A client of the local server without an SDK around it, so that what is measured is the server: HTTP, JSON and pages.</summary>
internal sealed class ServerClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint };

    /// <summary>Calls an operation.</summary>
    /// <returns>The body of the answer.</returns>
    public async Task<byte[]> CallAsync(string operation, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ReadOnlyMemoryContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "Timestream_20181101." + operation);
        using var response = await _http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode ? body : throw new BenchException($"{operation}: {Encoding.UTF8.GetString(body)}");
    }

    /// <summary>Runs a query to its last page.</summary>
    /// <returns>The rows, each value as the API's text, null for NULL.</returns>
    public async Task<List<string?[]>> QueryAsync(string sql, CancellationToken cancellationToken)
    {
        List<string?[]> rows = [];
        for (string? token = null; ;)
        {
            var page = await CallAsync("Query", Request(sql, token), cancellationToken);
            token = ReadPage(page, rows);
            if (token is null)
                return rows;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static byte[] Request(string sql, string? token)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("QueryString", sql);
            if (token is not null)
                writer.WriteString("NextToken", token);
            writer.WriteEndObject();
        }
        return json.ToArray();
    }

    private static string? ReadPage(byte[] page, List<string?[]> rows)
    {
        string? token = null;
        var width = 0;
        var json = new Utf8JsonReader(page);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("ColumnInfo"u8))
                width = CountColumns(ref json);
            else if (json.ValueTextEquals("Rows"u8))
                ReadRows(ref json, rows, width);
            else if (json.ValueTextEquals("NextToken"u8) && json.Read())
                token = json.GetString();
            else
                json.Skip();
        }
        return token;
    }

    private static int CountColumns(ref Utf8JsonReader json)
    {
        var columns = 0;
        json.Read();
        for (; json.Read() && json.TokenType == JsonTokenType.StartObject; columns++)
            json.Skip();
        return columns;
    }

    // [{"Data":[{"ScalarValue":"x"},{"NullValue":true}]}]
    private static void ReadRows(ref Utf8JsonReader json, List<string?[]> rows, int width)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            var row = new string?[width];
            json.Read();
            json.Read();
            for (var column = 0; json.Read() && json.TokenType == JsonTokenType.StartObject; column++)
            {
                json.Read();
                json.Read();
                row[column] = json.TokenType == JsonTokenType.String ? json.GetString() : null;
                json.Read();
            }
            json.Read();
            rows.Add(row);
        }
    }
}
