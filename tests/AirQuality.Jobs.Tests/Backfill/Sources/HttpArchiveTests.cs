using System.Net;
using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Settings;
using AirQuality.Jobs.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace AirQuality.Jobs.Tests.Backfill.Sources;

/// <summary>A mirror on loopback, in the forms in which servers list folders.</summary>
public sealed class HttpArchiveTests : IDisposable
{
    private const string File1 = "2025-03-10_sds011_sensor_1.csv";
    private static readonly DateOnly Day = new(2025, 3, 10);
    private static readonly DateTimeOffset Now = new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Pages => new()
    {
        { "Apache, plain", $"""<img src="/icons/unknown.gif"> <a href="{File1}">{File1}</a>   2025-03-11 08:02   36K  """ },
        { "Apache, table", $"""<tr><td valign="top"><img src="i.gif"></td><td><a href="{File1}">2025-03-10_sds..&gt;</a></td><td align="right">2025-03-11 08:02  </td><td align="right"> 36K</td><td>&nbsp;</td></tr>""" },
        { "nginx", $"<a href=\"{File1}\">{File1}</a>                2025-03-11 08:02               36K\r\n" },
        { "capitals, single quotes", $"<A HREF='{File1}'>{File1}</A> 2025-03-11 08:02 36K\n" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_OfAServer_GivesFilesWithDateAndSize(string server, string line)
    {
        var page = $"""<html><a href="../">Parent</a> <a href="?C=N;O=D">Name</a>{"\n"}{line}{"\n"}<a href="https://elsewhere.example/{File1}">x</a><a href="/{File1}">y</a></html>""";

        var file = Assert.Single(HttpArchive.FilesIn(page, new Uri("http://mirror.example/2025-03-10/")));

        Assert.True(file == new ListedFile($"http://mirror.example/2025-03-10/{File1}", "2025-03-11 08:02 36K"), $"{server}: {file}");
    }

    [Fact]
    public async Task Mirror_FillsTheTableAsTheFolderDoes()
    {
        var archive = new TestArchive(_folder);
        archive.Write(Day, "10", under: "2025-03-10");
        archive.Write(Day.AddDays(1), "20", under: "2025/2025-03-11");
        await using var mirror = await ServeAsync(archive.Root);
        await using var near = await Machine.StartAsync(Now);
        await using var far = await Machine.StartAsync(Now);

        await near.BackfillAsync(archive.Ask(Day, Day.AddDays(2)));
        var report = await far.BackfillAsync(archive.Ask(Day, Day.AddDays(2)) with { Source = Root(mirror) });
        var requests = mirror.Requests.Count;
        var again = await far.BackfillAsync(archive.Ask(Day, Day.AddDays(2)) with { Source = Root(mirror) });

        Assert.Equal((BackfillState.Done, 2), (report.State, report.Counts.FilesRead));
        Assert.Equal(await near.ExportAsync(), await far.ExportAsync());
        Assert.All(mirror.Requests, headers => Assert.Contains("AirQuality", headers.UserAgent.ToString(), StringComparison.Ordinal));
        Assert.Equal(BackfillState.Unchanged, again.State);
        Assert.Equal(requests - 2, mirror.Requests.Count - requests); // its lists, and not a file
    }

    [Theory]
    [InlineData(403, "archive_refused", 1)]
    [InlineData(429, "archive_refused", 1)]
    [InlineData(400, "archive_unavailable", 1)]
    [InlineData(503, "archive_unavailable", 2)]
    public async Task Answer_ThatIsNone_SaysWhat_AndOnlyAFaultIsAskedAgain(int status, string code, int requests)
    {
        await using var mirror = await FeedStub.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var source = new HttpArchive(new Uri(Root(mirror)), new FeedSettings { Attempts = 2 }, TimeProvider.System);

        var e = await Assert.ThrowsAsync<ArchiveException>(() => source.ReadAsync($"{Root(mirror)}/x.csv", CancellationToken.None));

        Assert.Equal((code, requests), (e.Code, mirror.Requests.Count));
    }

    // Five sensors in a row cannot be read: the rest is left for another time.
    [Fact]
    public async Task Mirror_ThatListsButGivesNoFile_EndsTheRun()
    {
        var archive = new TestArchive(_folder);
        for (var sensor = 1; sensor <= 30; sensor++)
            archive.Write(Day, "10", sensor, under: "2025-03-10");
        await using var mirror = await ServeAsync(archive.Root, refuse: path => path.EndsWith(".csv", StringComparison.Ordinal) ? HttpStatusCode.InternalServerError : null);
        await using var machine = await Machine.StartAsync(Now);
        machine.Settings.Feed.Attempts = 1;
        machine.Settings.Backfill.Concurrency = 2;

        var report = await machine.BackfillAsync(archive.Ask(Day, Day) with { Source = Root(mirror) });

        Assert.Equal((BackfillState.SourceFailed, 30, "archive_unavailable"), (report.State, report.FilesLeft, report.Error!.Code));
        Assert.InRange(mirror.Requests.Count, 6, 12);
    }

    [Fact]
    public async Task File_ThatIsGoneOrFailsOnce_CostsNoOther()
    {
        var archive = new TestArchive(_folder);
        for (var sensor = 1; sensor <= 4; sensor++)
            archive.Write(Day, "10", sensor, under: "2025-03-10");
        var failed = false;
        await using var mirror = await ServeAsync(archive.Root, refuse: path =>
        {
            if (path.Contains("sensor_2", StringComparison.Ordinal))
                return HttpStatusCode.NotFound;
            if (!path.Contains("sensor_3", StringComparison.Ordinal) || failed)
                return null;
            failed = true;
            return HttpStatusCode.BadGateway;
        });
        await using var machine = await Machine.StartAsync(Now);

        var report = await machine.BackfillAsync(archive.Ask(Day, Day) with { Source = Root(mirror) });

        Assert.Equal((BackfillState.Done, 3, 1), (report.State, report.Counts.FilesRead, report.Counts.FilesDamaged["gone"]));
    }

    private static string Root(FeedStub mirror) => mirror.Url.GetLeftPart(UriPartial.Authority) + "/archive";

    // Folders as lists, files as they are.
    private static Task<FeedStub> ServeAsync(string root, Func<string, HttpStatusCode?>? refuse = null) => FeedStub.StartAsync(async context =>
    {
        var path = context.Request.Path.Value!["/archive".Length..].Trim('/');
        var target = Path.Combine(root, path);
        if (refuse?.Invoke(path) is { } status)
            context.Response.StatusCode = (int)status;
        else if (File.Exists(target))
            await context.Response.SendFileAsync(target);
        else if (Directory.Exists(target))
            await context.Response.WriteAsync(string.Concat(new DirectoryInfo(target).GetFiles().Select(file => $"<a href=\"{file.Name}\">{file.Name}</a> 2025-03-11 08:02 {file.Length}\n")));
        else
            context.Response.StatusCode = 404;
    });
}
