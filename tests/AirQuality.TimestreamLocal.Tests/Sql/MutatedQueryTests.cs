using System.Text.RegularExpressions;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Tests.Sql.Conformance;

namespace AirQuality.TimestreamLocal.Tests.Sql;

/// <summary>Queries with tokens taken out, doubled, swapped or put in from other queries: each is answered or refused.</summary>
public sealed partial class MutatedQueryTests
{
    private const int Mutants = 10_000;

    // One seed for ever: what fails once fails again.
    private readonly Random _random = new(20_200_101);
    private readonly List<string[]> _queries = [.. DialectVector.Load().Select(vector => Tokens().Matches(vector.Sql).Select(token => token.Value).ToArray())];

    [Fact]
    public void Query_WithMutatedTokens_IsAnsweredOrRefused()
    {
        var engine = new QueryEngine(DialectDataset.Load());
        var (answered, refused) = (0, 0);
        for (var i = 0; i < Mutants; i++)
        {
            var sql = Mutate();
            try
            {
                foreach (var _ in engine.Prepare(sql).Run(new QueryContext(Ask.NowNs, CancellationToken.None))) { }
                answered++;
            }
            catch (SqlException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"{error.GetType().Name} for: {sql}\n{error}");
            }
        }

        // Mutants that all fail alike, or not at all, would try little.
        Assert.InRange(answered, Mutants / 100, Mutants / 2);
        Assert.InRange(refused, Mutants / 2, Mutants);
    }

    private string Mutate()
    {
        List<string> tokens = [.. Pick(_queries)];
        for (var changes = _random.Next(1, 4); changes > 0 && tokens.Count > 0; changes--)
        {
            var at = _random.Next(tokens.Count);
            switch (_random.Next(5))
            {
                case 0: tokens.RemoveAt(at); break;
                case 1: tokens.Insert(at, tokens[at]); break;
                case 2: tokens[at] = Pick(Pick(_queries)); break;
                case 3: tokens.Insert(at, Pick(Pick(_queries))); break;
                default:
                    var other = _random.Next(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
            }
        }

        return string.Join(' ', tokens);
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|\w+|<>|!=|<=|>=|\|\||->|\S""")]
    private static partial Regex Tokens();
}
