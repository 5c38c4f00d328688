using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions;

public class FunctionTableTests
{
    // Those that look at NULL instead of passing it on.
    private static readonly HashSet<string> SeeNull = ["typeof", "concat", "repeat"];

    [Fact]
    public void Definitions_OfOneName_HaveDifferentParameters()
    {
        var heads = FunctionTable.Definitions.Select(row => row.Signature.Head).Concat(AggregateTable.Definitions.Select(row => row.Signature.Head));
        Assert.All(heads.GroupBy(head => head), group => Assert.Single(group));
    }

    [Fact]
    public void Names_AreEitherScalarOrAggregate() =>
        Assert.DoesNotContain(FunctionTable.Definitions, row => AggregateTable.Exists(row.Signature.Name));

    [Fact]
    public void EveryFunction_OfNulls_GivesNullsOfItsType()
    {
        foreach (var row in FunctionTable.Definitions.Where(row => row.Signature.Parameters.Count > 0 && !SeeNull.Contains(row.Signature.Name)))
        {
            IReadOnlyList<SqlType> types = [.. row.Signature.Parameters.Select(pattern => pattern.Fill([]))];
            var result = row.Signature.Result.Fill([]);
            var arguments = types.Select(type => Columns.AllNull(type, 2)).ToArray();
            var vector = row.Bind(types, result)(arguments, 2, new QueryContext(0, default));
            Assert.True(vector.IsNull(0) && vector.IsNull(1), row.Signature.ToString());
            Assert.Equal(result, vector.Type);
        }
    }

    [Fact]
    public void EveryFunction_OfNoRows_GivesNone()
    {
        foreach (var row in FunctionTable.Definitions)
        {
            IReadOnlyList<SqlType> types = [.. row.Signature.Parameters.Select(pattern => pattern.Fill([]))];
            Vector[] arguments = [.. types.Select(type => Columns.AllNull(type, 0))];
            Assert.Equal(0, row.Bind(types, row.Signature.Result.Fill([]))(arguments, 0, new QueryContext(0, default)).Count);
        }
    }

    [Theory]
    [InlineData("zip(array(A), array(B)) -> array(row(A, B))")]
    [InlineData("concat(varchar, varchar...) -> varchar")]
    [InlineData("now() -> timestamp")]
    [InlineData("interpolate_fill(timeseries(double), array(timestamp), double) -> timeseries(double)")]
    public void SignatureText_Parsed_PrintsTheSame(string text) => Assert.Equal(text, SignatureText.Parse(text).ToString());

    [Fact]
    public void Exists_IsBlindToCase()
    {
        Assert.True(FunctionTable.Exists("Interpolate_Linear"));
        Assert.True(AggregateTable.Exists("MAX"));
        Assert.False(FunctionTable.Exists("max"));
    }
}
