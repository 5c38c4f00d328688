using System.Text;
using AirQuality.TimestreamLocal.Protocol;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>Pages of ListDatabases and ListTables. A token names the last item seen, so that pages stay right while items come and
/// go.</summary>
internal static class ListPage
{
    private const int Largest = 20;
    private const string Mark = "after:";

    /// <summary>The items of a page, and the token of the next one; null on the last.</summary>
    /// <param name="items">All items.</param>
    /// <param name="keyOf">The text that orders them, unique.</param>
    /// <param name="request">MaxResults (1 to 20) and NextToken.</param>
    public static (IReadOnlyList<T> Items, string? NextToken) Take<T>(IEnumerable<T> items, Func<T, string> keyOf, ListRequest request)
    {
        var constraints = new Constraints();
        constraints.Range(request.MaxResults, "maxResults", 1, Largest);
        constraints.ThrowIfAny();
        string after = Decode(request.NextToken);
        int size = request.MaxResults ?? Largest;
        List<T> page = [.. items
            .Where(item => string.CompareOrdinal(keyOf(item), after) > 0)
            .OrderBy(keyOf, StringComparer.Ordinal)
            .Take(size + 1)];
        if (page.Count <= size)
            return (page, null);
        page.RemoveAt(size);
        return (page, Convert.ToBase64String(Encoding.UTF8.GetBytes(Mark + keyOf(page[^1]))));
    }

    private static string Decode(string? token)
    {
        if (token is null)
            return "";
        byte[] bytes = new byte[token.Length];
        if (Convert.TryFromBase64String(token, bytes, out int length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var text && text.StartsWith(Mark, StringComparison.Ordinal))
            return text[Mark.Length..];
        throw ServiceException.Validation("The NextToken is not valid; start again without one.");
    }
}
