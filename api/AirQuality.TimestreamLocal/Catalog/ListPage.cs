using System.Text;
using AirQuality.TimestreamLocal.Protocol;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>Pages of the List operations. A token names the last item seen, so that pages stay right while items come and
/// go.</summary>
internal static class ListPage
{
    private const string Mark = "after:";

    /// <summary>The items of a page, and the token of the next one; null on the last.</summary>
    /// <param name="items">All items.</param>
    /// <param name="keyOf">The text that orders them, unique.</param>
    /// <param name="maxResults">The most that the page may have; null for as many as any.</param>
    /// <param name="nextToken">Where to go on; null for the first page.</param>
    /// <param name="largest">The most that any page has.</param>
    public static (IReadOnlyList<T> Items, string? NextToken) Take<T>(
        IEnumerable<T> items, Func<T, string> keyOf, int? maxResults, string? nextToken, int largest = 20)
    {
        var constraints = new Constraints();
        constraints.Range(maxResults, "maxResults", 1, largest);
        constraints.ThrowIfAny();
        string after = Decode(nextToken);
        int size = maxResults ?? largest;
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
