using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Protocol.Queries;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

/// <summary>What the server remembers of ClientTokens is bounded.</summary>
public sealed class ClientTokensTests
{
    private static QueryRequest Call(int token, string sql = "SELECT 1") => new(sql, FormattableString.Invariant($"{token:D32}"), null, null, null);

    [Fact]
    public void Answers_OfMoreThanTheBytesKept_TheOldestIsGivenUpAndItsTokenStillSpent()
    {
        var tokens = new ClientTokens(new FakeTimeProvider());
        for (int i = 0; i < 5; i++)
            tokens.Add(Call(i), new FirstPage(new byte[1024 * 1024], null));

        Assert.Null(tokens.Find(Call(0)));
        Assert.NotNull(tokens.Find(Call(1)));
        Assert.Throws<ServiceException>(() => tokens.Find(Call(0, "SELECT 2")));
    }

    [Fact]
    public void Tokens_MoreThanAreKept_TheOldestIsForgotten()
    {
        var tokens = new ClientTokens(new FakeTimeProvider());
        for (int i = 0; i <= 16_384; i++)
            tokens.Add(Call(i), new FirstPage(new byte[1], null));

        Assert.Null(tokens.Find(Call(0, "SELECT 2")));
        Assert.Throws<ServiceException>(() => tokens.Find(Call(1, "SELECT 2")));
    }

    [Fact]
    public void Token_AnsweredTwice_LivesFromTheLaterAnswer()
    {
        var time = new FakeTimeProvider();
        var tokens = new ClientTokens(time);
        tokens.Add(Call(1), new FirstPage(new byte[1], null));
        time.Advance(TimeSpan.FromMinutes(4));
        tokens.Add(Call(1), new FirstPage(new byte[2], null));
        time.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(2, tokens.Find(Call(1))!.Answer.Length);
    }
}
