using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Engine;

public sealed class FolderLockTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryTake_WhileItIsHeld_GivesNothing()
    {
        using var held = FolderLock.TryTake(_folder["a.lock"], "first");

        Assert.NotNull(held);
        Assert.Null(FolderLock.TryTake(_folder["a.lock"], "second"));
    }

    [Fact]
    public async Task Take_GivenUpMeanwhile_TellsWhoHadIt()
    {
        var held = FolderLock.TryTake(_folder["a.lock"], "first")!;
        var waiting = FolderLock.TakeAsync(_folder["a.lock"], "second", Patience, TimeProvider.System, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        held.Dispose();

        using var taken = await waiting;
        Assert.Equal("first", taken!.LastHolder);
    }

    [Fact]
    public async Task Take_NeverGivenUp_EndsWithoutIt()
    {
        using var held = FolderLock.TryTake(_folder["a.lock"], "first");

        Assert.Null(await FolderLock.TakeAsync(_folder["a.lock"], "second", TimeSpan.Zero, TimeProvider.System, CancellationToken.None));
    }
}
