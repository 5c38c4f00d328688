namespace AirQuality.Timestream.Tests;

public sealed class TimestreamOptionsTests
{
    [Fact]
    public void Validate_Defaults_HasNoProblem() => Assert.Empty(new TimestreamOptions().Validate());

    [Fact]
    public void Validate_EverythingWrong_NamesEveryKeyAtOnce()
    {
        var options = new TimestreamOptions
        {
            Database = "a",
            Table = "drop table",
            Endpoint = new Uri("ftp://host"),
            Region = "Ireland",
            MaxRequestsInFlight = 0,
            MaxAttempts = 11,
            RetryBudget = -1,
            RetryDelay = TimeSpan.Zero,
            MaxRetryDelay = TimeSpan.FromHours(1),
            RequestTimeout = -TimeSpan.FromSeconds(1),
            QueryTimeout = TimeSpan.FromDays(1),
            DrainTimeout = TimeSpan.MaxValue,
        };

        var keys = options.Validate().Select(problem => problem.Split(' ')[0]);

        Assert.Equal(
            [
                "Timestream:Database", "Timestream:Table", "Timestream:Endpoint", "Timestream:Region",
                "Timestream:MaxRequestsInFlight", "Timestream:MaxAttempts", "Timestream:RetryBudget",
                "Timestream:RetryDelay", "Timestream:MaxRetryDelay",
                "Timestream:RequestTimeout", "Timestream:QueryTimeout", "Timestream:DrainTimeout",
            ],
            keys);
    }

    [Theory]
    [InlineData("air_quality", true)]
    [InlineData("a.b-C_9", true)]
    [InlineData("ab", false)]
    [InlineData("a\"b", false)]
    [InlineData("readings\n", false)]
    [InlineData("prüfung", false)]
    public void Validate_TableName_FollowsTimestreamsPattern(string table, bool valid) =>
        Assert.Equal(valid, new TimestreamOptions { Table = table }.Validate().Count == 0);

    [Fact]
    public void Validate_NumberOutOfRange_SaysTheLimits() =>
        Assert.Equal(
            ["Timestream:MaxRequestsInFlight is 65; it must be 1 to 64."], new TimestreamOptions { MaxRequestsInFlight = 65 }.Validate());
}
