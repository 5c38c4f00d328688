using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Tests.Sql.Execution;

/// <summary>What counts for how much: memory is the measure.</summary>
public sealed class BudgetTests
{
    private readonly Budget _budget = new(CancellationToken.None);

    [Fact]
    public void Hold_PlainValues_CountOne()
    {
        _budget.Hold(Budget.MaximumHeld / 2, 2);

        Assert.Throws<SqlException>(() => _budget.Hold(1, 1));
    }

    [Fact]
    public void Hold_ReleasedValues_CountNoLonger()
    {
        _budget.Hold(Budget.MaximumHeld, 1);
        _budget.Release(10, 1);

        _budget.Hold(10, 1);
    }

    [Theory]
    [InlineData(1, 0, 5)]
    [InlineData(2, 0, 6)]
    [InlineData(2, 3, 18)]
    public void HoldIndexed_Rows_CountTheirIndexEntryAndObjects(int columns, int objects, int values)
    {
        _budget.HoldIndexed(Budget.MaximumHeld / values, columns, objects);

        Assert.Throws<SqlException>(() => _budget.HoldIndexed(1, columns, objects));
    }

    [Fact]
    public void Make_MoreThanAllowed_SqlExceptionSaysWhatToDo() =>
        Assert.Contains("join on equal columns", Assert.Throws<SqlException>(() => _budget.Make(Budget.MaximumMade + 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Make_Cancelled_Stops()
    {
        var budget = new Budget(new CancellationToken(canceled: true));

        Assert.Throws<OperationCanceledException>(() => budget.Make(1));
        Assert.Throws<OperationCanceledException>(() => budget.MakeText(1));
    }
}
