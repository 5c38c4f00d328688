namespace AirQuality.TimestreamLocal.Storage;

/// <summary>A change of the store. The writer applies it inside a transaction and answers after the commit.</summary>
internal abstract class StoreWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the change is on disk; fails when it was refused or could not be stored.</summary>
    public Task Completion => _done.Task;

    /// <summary>Makes the change. Called again, from a clean state, when the transaction around it was rolled back. What it throws
    /// and <see cref="IsRefusal"/> knows it must throw before it changed anything.</summary>
    public abstract void Apply(StoreSession session);

    /// <summary>Whether an exception says no to this change alone, which nothing was changed for.</summary>
    public virtual bool IsRefusal(Exception exception) => false;

    /// <summary>The change is on disk.</summary>
    public void Complete() => _done.TrySetResult();

    /// <summary>The change was not made.</summary>
    public void Fail(Exception exception) => _done.TrySetException(exception);
}
