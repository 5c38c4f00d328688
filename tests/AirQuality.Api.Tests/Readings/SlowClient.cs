using System.Text;

namespace AirQuality.Api.Tests.Readings;

/// <summary>A response's body that takes nothing until it is told to.</summary>
internal sealed class SlowClient : MemoryStream
{
    /// <summary>Ends when something is to be sent.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets everything through.</summary>
    public TaskCompletionSource Goes { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was sent.</summary>
    public string Text => Encoding.UTF8.GetString(ToArray());

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reached.TrySetResult();
        await Goes.Task.WaitAsync(cancellationToken);
        await base.WriteAsync(buffer, cancellationToken);
    }
}
