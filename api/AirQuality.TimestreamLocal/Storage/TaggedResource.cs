global using TagSet = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>What tags hang on.</summary>
/// <param name="Database">A database.</param>
/// <param name="Table">One of its tables; empty for the database itself.</param>
internal readonly record struct TaggedResource(string Database, string Table);
