namespace AirQuality.TimestreamLocal.Tests.Sql.Metamorphic;

/// <summary>Two ways to write one question.</summary>
/// <param name="Rule">What makes them one.</param>
/// <param name="One">A query.</param>
/// <param name="Other">The same, written in another way.</param>
/// <param name="IsOrdered">Whether the rows' order is a part of the answer.</param>
internal sealed record QueryPair(string Rule, string One, string Other, bool IsOrdered = false);

/// <summary>A rule of rewriting: makes a pair from random choices.</summary>
internal delegate QueryPair Rewrite(Choices choices);
