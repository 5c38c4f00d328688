using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AirQuality.Api.Parameters;

/// <summary>
/// Where a list goes on: after the result with these sort keys. It is bound to the question, because the same place in another list is
/// no place at all; it stays right while readings come in, because it names a place and not a count.
/// </summary>
internal static class PageCursor
{
    private const int HashBytes = 6;

    /// <summary>The cursor after a result.</summary>
    /// <param name="question">The question in its normal form, without the cursor and the limit.</param>
    /// <param name="keys">The sort keys of the result, none with a line feed.</param>
    public static string Write(string question, params ReadOnlySpan<string> keys)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', keys));
        return Base64Url.EncodeToString([.. HashOf(question), .. bytes]);
    }

    /// <summary>The sort keys in a cursor; null where it is not one, or one of another question.</summary>
    /// <param name="question">The question in its normal form, without the cursor and the limit.</param>
    /// <param name="cursor">What <see cref="Write"/> gave.</param>
    /// <param name="count">How many keys there must be.</param>
    public static string[]? Read(string question, string cursor, int count)
    {
        if (!Base64Url.IsValid(cursor))
            return null;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < HashBytes || !bytes.AsSpan(0, HashBytes).SequenceEqual(HashOf(question)))
            return null;
        var keys = Encoding.UTF8.GetString(bytes.AsSpan(HashBytes)).Split('\n');
        return keys.Length == count ? keys : null;
    }

    private static byte[] HashOf(string question) => SHA256.HashData(Encoding.UTF8.GetBytes(question))[..HashBytes];
}
