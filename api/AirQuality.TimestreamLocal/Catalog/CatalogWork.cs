using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>A change of databases or tables, made by the writer between others' records.</summary>
/// <param name="change">Makes the change, or throws a <see cref="ServiceException"/> before it changed anything.</param>
internal sealed class CatalogWork<T>(Func<StoreSession, T> change) : StoreWork
{
    /// <summary>What the change gave; set when <see cref="StoreWork.Completion"/> succeeded.</summary>
    public T? Result { get; private set; }

    /// <inheritdoc />
    public override void Apply(StoreSession session) => Result = change(session);

    /// <inheritdoc />
    public override bool IsRefusal(Exception exception) => exception is ServiceException;
}
