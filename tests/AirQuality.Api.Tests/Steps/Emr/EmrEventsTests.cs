using System.Net;
using System.Text.Json;
using AirQuality.Api.Tests.Steps.Hosting;

namespace AirQuality.Api.Tests.Steps.Emr;

/// <summary>Following a step, read by a parser of the stream's lines of its own.</summary>
public sealed class EmrEventsTests
{
    [Fact]
    public async Task Events_OfAStep_AreItsStatesInOrderAndEndWithTheLast()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync([.. stub.Settings, ("Steps:HeartbeatSeconds", "0.1")]);
        var id = stub.Add("n");
        using var stream = await EventStream.OpenAsync(host.Client, id);

        Assert.Equal((1, "pending"), await stream.NextAsync());
        Assert.True(await stream.SeesCommentAsync());
        stub.Move(id, "RUNNING");
        Assert.Equal((2, "running"), await stream.NextAsync());
        stub.Move(id, "COMPLETED");
        Assert.Equal((3, "completed"), await stream.NextAsync());
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task Events_ManyFollowOneStep_EmrIsAskedAsForOne()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync([.. stub.Settings, ("Steps:PollSeconds", "1")]);
        var id = stub.Add("n");

        var streams = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => EventStream.OpenAsync(host.Client, id)));
        foreach (var stream in streams)
            Assert.Equal((1, "pending"), await stream.NextAsync());
        stub.Move(id, "CANCELLED");
        foreach (var stream in streams)
        {
            Assert.Equal((2, "cancelled"), await stream.NextAsync());
            stream.Dispose();
        }

        // Two looks, and a few where the machine was so slow that an interval passed in between; not 25 twice.
        Assert.InRange(stub.Count("DescribeStep"), 2, 24);
    }

    [Fact]
    public async Task Events_ThrottledInBetween_GoOn()
    {
        await using var stub = await EmrStub.StartAsync();
        await using var host = await StepsHost.StartAsync([.. stub.Settings, ("Steps:Emr:Attempts", "1")]);
        var id = stub.Add("n");
        using var stream = await EventStream.OpenAsync(host.Client, id);
        Assert.Equal((1, "pending"), await stream.NextAsync());

        var refusals = 2;
        stub.Refuse = _ => Interlocked.Decrement(ref refusals) >= 0 ? (400, "ThrottlingException", "Rate exceeded") : null;
        stub.Move(id, "FAILED");

        Assert.Equal((2, "failed"), await stream.NextAsync());
        Assert.True(refusals < 0);
    }

    private sealed class EventStream(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        public static async Task<EventStream> OpenAsync(HttpClient client, string id)
        {
            var response = await client.GetAsync(new Uri($"/v1/steps/{id}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
            Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
            return new(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        }

        /// <summary>The next event's number and state; null at the end.</summary>
        public async Task<(int Number, string State)?> NextAsync()
        {
            var fields = new Dictionary<string, string>();
            while (await LineAsync() is { } line)
            {
                if (line.Length == 0 && fields.Count > 0)
                {
                    Assert.Equal("state", fields["event"]);
                    return (int.Parse(fields["id"], null), JsonDocument.Parse(fields["data"]).RootElement.GetProperty("state").GetString()!);
                }
                if (line.Length > 0 && line[0] != ':')
                    fields.Add(line.Split(": ", 2)[0], line.Split(": ", 2)[1]);
            }
            return null;
        }

        public async Task<bool> SeesCommentAsync()
        {
            while (await LineAsync() is { } line)
                if (line.StartsWith(':'))
                    return true;
            return false;
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }

        private async Task<string?> LineAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            return await reader.ReadLineAsync(limit.Token);
        }
    }
}
