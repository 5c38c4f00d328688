using System.Net;
using System.Text.Json;

namespace AirQuality.TimestreamLocal.Tests.Protocol;

/// <summary>Queries over HTTP, page by page.</summary>
internal static class QueryCalls
{
    /// <summary>Asks for a page.</summary>
    public static Task<Answer> PageAsync(TestServer server, string sql, int maxRows = 1000, string? token = null) => server.CallAsync(
        "Query",
        token is null
            ? $$"""{"QueryString":{{JsonSerializer.Serialize(sql)}},"MaxRows":{{maxRows}}}"""
            : $$"""{"QueryString":{{JsonSerializer.Serialize(sql)}},"MaxRows":{{maxRows}},"NextToken":"{{token}}"}""");

    /// <summary>Every row of a query, its values as text.</summary>
    public static async Task<List<string?[]>> RowsAsync(TestServer server, string sql, int maxRows)
    {
        var rows = new List<string?[]>();
        string? token = null;
        do
        {
            var page = await PageAsync(server, sql, maxRows, token);
            Assert.True(page.Status == HttpStatusCode.OK, page.Json.ToString());
            rows.AddRange(Rows(page));
            token = TokenOf(page);
        }
        while (token is not null);
        return rows;
    }

    /// <summary>The rows of a page, their values as text.</summary>
    public static IEnumerable<string?[]> Rows(Answer page) => page["Rows"].EnumerateArray().Select(row => row.GetProperty("Data").EnumerateArray()
        .Select(datum => datum.TryGetProperty("ScalarValue", out var value) ? value.GetString() : null).ToArray());

    /// <summary>The token of the next page.</summary>
    public static string? TokenOf(Answer page) => page.Json.TryGetProperty("NextToken", out var token) ? token.GetString() : null;
}
