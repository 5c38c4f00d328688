using AirQuality.TimestreamLocal.Sql;

namespace AirQuality.TimestreamLocal.Tests.Sql.Conformance;

/// <summary>Every vector of tests/fixtures/dialect. known-failures.txt beside them lists those that do not pass, with the reason.</summary>
public sealed class DialectConformanceTests
{
    private static readonly IReadOnlyList<DialectVector> Vectors = DialectVector.Load();
    private static readonly Dictionary<string, string> KnownFailures = LoadKnownFailures();

    public static TheoryData<string> Groups => [.. Vectors.Select(vector => vector.Group).Distinct()];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Group_EveryVector_GivesAnAcceptedAnswer(string group)
    {
        var check = new DialectCheck(new QueryEngine(DialectDataset.Load()));
        var failures = new List<string>();
        foreach (var vector in Vectors.Where(vector => vector.Group == group))
        {
            var difference = check.Difference(vector);
            var isKnown = KnownFailures.ContainsKey(vector.Id);
            if (difference is not null && !isKnown) failures.Add($"{vector.Id}: {vector.Sql}\n    {difference}");
            if (difference is null && isKnown) failures.Add($"{vector.Id} passes now: remove it from known-failures.txt");
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of group {group}:\n{string.Join('\n', failures)}");
    }

    /// <summary>Batches end anywhere, and a source may give rows that the filters exclude: neither may show in an answer.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(7, false)]
    public void EveryVector_OtherBatches_GivesTheSameAnswer(int batchRows, bool ignoresFilters)
    {
        var source = DialectDataset.Fill(new MemoryRowSource { BatchRows = batchRows, IgnoresFilters = ignoresFilters });
        var check = new DialectCheck(new QueryEngine(source));
        var failures = Vectors.Where(vector => !KnownFailures.ContainsKey(vector.Id))
            .Select(vector => (vector.Id, vector.Sql, Difference: check.Difference(vector)))
            .Where(result => result.Difference is not null);
        Assert.Empty(failures);
    }

    [Fact]
    public void KnownFailures_EveryEntry_NamesAVector() =>
        Assert.Empty(KnownFailures.Keys.Except(Vectors.Select(vector => vector.Id)));

    private static Dictionary<string, string> LoadKnownFailures() => File.ReadLines(Fixtures.PathOf("dialect", "known-failures.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' ', 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);
}
