using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Tests.Sql.Conformance;

/// <summary>
/// Every literal of every query in tests/fixtures/dialect, one at a time, gives way to a parameter. The engines accepted the literal there, so
/// the type that the parameter gets from its place must be one that the literal can take, or the narrower one of two numbers.
/// </summary>
public sealed class ParameterConformanceTests
{
    private static readonly QueryEngine Engine = new(DialectDataset.Load());

    [Fact]
    public void Parameter_InThePlaceOfALiteral_HasATypeThatTheLiteralCanTake()
    {
        var (fitting, unknown, refused) = (0, 0, 0);
        var others = new List<string>();
        foreach (string sql in DialectVector.Load().Where(vector => !vector.Answers[0].IsError).Select(vector => vector.Sql))
        {
            foreach (var (literal, text) in WithParameters(sql))
            {
                if (Describe(text) is not { } described) refused++;
                else if (Assert.Single(described.Parameters).Type is var type && type == SqlType.Unknown) unknown++;
                else if (Coercion.CanCoerce(literal, type) || Coercion.CanCoerce(type, literal)) fitting++;
                else others.Add($"{type} for {literal}: {text}");
            }
        }

        // Some places take several types, such as to_milliseconds and interval + timestamp, and the parameter gets another than the literal's.
        // Some want a literal (LIMIT), or the same text in GROUP BY.
        Assert.True(others.Count < 0.02 * fitting, string.Join('\n', others));
        Assert.True(refused < 0.02 * fitting, $"{refused} of {fitting + unknown + others.Count + refused} refused");
        Assert.True(unknown < 0.25 * fitting, $"{unknown} unknown");
    }

    private static QueryDescription? Describe(string sql)
    {
        try
        {
            return Engine.Describe(sql);
        }
        catch (SqlException)
        {
            return null;
        }
    }

    /// <summary>The query with a parameter for one literal, for each of its literals; a text behind a word is part of a typed literal.</summary>
    private static IEnumerable<(SqlType Literal, string Sql)> WithParameters(string sql)
    {
        var tokens = Tokenizer.Tokenize(sql);
        for (var i = 1; i < tokens.Count; i++)
        {
            var (token, before) = (tokens[i], tokens[i - 1]);
            if (before.Kind == TokenKind.Word && !Keywords.IsReserved(before.Text)) continue;
            SqlType? type = token.Kind switch
            {
                TokenKind.Integer => SqlType.Integer,
                TokenKind.Decimal => SqlType.Double,
                TokenKind.Text => SqlType.Varchar,
                TokenKind.Interval => IsOfMonths(token.Text) ? SqlType.IntervalYearToMonth : SqlType.IntervalDayToSecond,
                _ => null,
            };
            var at = token.Position.Column - 1;
            if (type is not null && token.Position.Line == 1 && sql.AsSpan(at).StartsWith(token.Source))
                yield return (type, $"{sql[..at]} @p {sql[(at + token.Source.Length)..]}");
        }
    }

    private static bool IsOfMonths(string interval) =>
        IntervalUnits.FullName(interval[interval.AsSpan().IndexOfAnyExceptInRange('0', '9')..]) is "year" or "month";
}
