using System.Text.Json;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Protocol.Queries;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

public sealed class QuerySessionTests
{
    private const string Sql = "SELECT n FROM d.t";

    private static QueryCursor Cursor(int rows) => new([new ResultColumn("n", SqlType.BigInt)], QueryCursorTests.Numbers(rows));

    private static (QuerySession Session, string? Token) Start(int rows, long maxRows, string sql = Sql)
    {
        var session = new QuerySession { QueryString = sql };
        return (session, Token(session.First(Cursor(rows), maxRows)));
    }

    private static string? Token(ReadOnlyMemory<byte> page)
    {
        using var document = JsonDocument.Parse(page);
        return document.RootElement.TryGetProperty("NextToken", out var token) ? token.GetString() : null;
    }

    [Fact]
    public void Page_EveryOne_HasColumnInfoIdStatusAndANewToken()
    {
        var (session, token) = Start(5, 2);
        using (session)
        {
            HashSet<string> tokens = [token!];
            while (token is not null)
            {
                var page = session.Page(token, 2);
                using var document = JsonDocument.Parse(page);
                Assert.Equal("n", document.RootElement.GetProperty("ColumnInfo")[0].GetProperty("Name").GetString());
                Assert.Equal("""{"ScalarType":"BIGINT"}""", document.RootElement.GetProperty("ColumnInfo")[0].GetProperty("Type").GetRawText());
                Assert.Equal(session.Id, document.RootElement.GetProperty("QueryId").GetString());
                Assert.Equal(10_000_000, document.RootElement.GetProperty("QueryStatus").GetProperty("CumulativeBytesMetered").GetInt64());
                token = Token(page);
                Assert.True(token is null || tokens.Add(token));
            }
        }
    }

    [Fact]
    public void Status_OfShow_MetersNothing()
    {
        using var session = new QuerySession { QueryString = " show databases" };
        using var document = JsonDocument.Parse(session.First(Cursor(1), 10));

        Assert.Equal(0, document.RootElement.GetProperty("QueryStatus").GetProperty("CumulativeBytesMetered").GetInt64());
    }

    [Theory]
    [InlineData(0, 10_000_000)]
    [InlineData(9_999_999, 10_000_000)]
    [InlineData(25_000_000, 25_000_000)]
    public void Status_OfRowsRead_CountsTheirBytesAndMetersTenMegabytesAtLeast(int scanned, long metered)
    {
        using var session = new QuerySession { QueryString = Sql };
        session.Meter.Add(scanned);
        using var document = JsonDocument.Parse(session.First(Cursor(1), 10));

        var status = document.RootElement.GetProperty("QueryStatus");
        Assert.Equal((scanned, metered), (status.GetProperty("CumulativeBytesScanned").GetInt64(), status.GetProperty("CumulativeBytesMetered").GetInt64()));
    }

    [Fact]
    public void Token_UsedAgain_GivesTheSamePageFiveTimes()
    {
        var (session, token) = Start(10, 2);
        using (session)
        {
            var first = session.Page(token!, 2).ToArray();
            for (int use = 2; use <= 5; use++)
                Assert.Equal(first, session.Page(token!, 2).ToArray());

            Assert.Equal("Invalid pagination token", Assert.Throws<ServiceException>(() => session.Page(token!, 2)).Message);
        }
    }

    [Fact]
    public void Token_AfterANewerOne_IsDead()
    {
        var (session, token) = Start(10, 2);
        using (session)
        {
            string newer = Token(session.Page(token!, 2))!;
            session.Page(newer, 2);

            Assert.Throws<ServiceException>(() => session.Page(token!, 2));
        }
    }

    [Fact]
    public void Cancel_BetweenPages_ConflictException()
    {
        var (session, token) = Start(10, 2);
        using (session)
        {
            session.Cancel();
            session.Cancel();

            Assert.Equal("ConflictException", Assert.Throws<ServiceException>(() => session.Page(token!, 2)).Error.Name);
        }
    }

    [Fact]
    public void Find_OtherQueryString_Nothing()
    {
        using var sessions = new QuerySessions(new FakeTimeProvider());
        var (session, token) = Start(10, 2);
        sessions.Add(session);

        Assert.Same(session, sessions.FindByToken(token!, Sql));
        Assert.Null(sessions.FindByToken(token!, Sql + " "));
        Assert.Null(sessions.FindByToken("other", Sql));
        Assert.Same(session, sessions.FindById(session.Id));
    }

    [Fact]
    public void Token_AfterAnHour_IsDead()
    {
        var time = new FakeTimeProvider();
        using var sessions = new QuerySessions(time);
        var (session, token) = Start(10, 2);
        sessions.Add(session);
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(sessions.FindByToken(token!, Sql));
        time.Advance(TimeSpan.FromMinutes(60));

        Assert.Null(sessions.FindByToken(token!, Sql));
    }

    [Fact]
    public void Sessions_TooMany_LongestIdleGivesWay()
    {
        var time = new FakeTimeProvider();
        using var sessions = new QuerySessions(time);
        List<(QuerySession Session, string? Token)> started = [];
        for (int i = 0; i < 65; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            started.Add(Start(10, 2));
            sessions.Add(started[^1].Session);
        }

        Assert.Null(sessions.FindByToken(started[0].Token!, Sql));
        Assert.NotNull(sessions.FindByToken(started[1].Token!, Sql));
        Assert.Throws<ServiceException>(() => started[0].Session.Page(started[0].Token!, 2));
    }

    [Theory]
    [InlineData(true, "ConflictException")]
    [InlineData(false, "QueryExecutionException")]
    public async Task Stop_WhileRunning_EndsTheQueryAndSaysWhy(bool cancel, string error)
    {
        using var session = new QuerySession { QueryString = Sql };
        using var started = new ManualResetEventSlim();
        IEnumerable<Batch> Endless()
        {
            started.Set();
            session.Token.WaitHandle.WaitOne();
            session.Token.ThrowIfCancellationRequested();
            yield break;
        }

        var page = Task.Run(() => session.First(new QueryCursor([], Endless()), 10));
        started.Wait();
        if (cancel)
            session.Cancel();
        else
            session.TimeOut();

        await Assert.ThrowsAsync<OperationCanceledException>(() => page);
        Assert.Equal(error, session.WhyStopped().Error.Name);
    }
}
