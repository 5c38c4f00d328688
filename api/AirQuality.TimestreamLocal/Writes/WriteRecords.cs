using System.Buffers;
using System.Text.Json;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>The operation WriteRecords: read, check, store, answer when it is on disk.</summary>
internal sealed class WriteRecords(Store store, TimeProvider time)
{
    /// <summary>The operation.</summary>
    /// <exception cref="ServiceException">The request is malformed, the table is missing, or records were rejected.</exception>
    public async Task HandleAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(call.Body.Length);
        WriteRecordsWork work;
        try
        {
            work = Prepare(call, buffer);

            // Once queued, the request is stored whether or not its sender still waits, and its buffer must live until then.
            await store.ApplyAsync(work, CancellationToken.None);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (work.Rejected.Count > 0)
            throw new RejectedRecordsException(work.Rejected);
        WriteAnswer(call.Json, work);
    }

    private WriteRecordsWork Prepare(ServiceCall call, byte[] buffer)
    {
        var request = WriteRequestReader.Read(call.Body.Span, buffer);
        if (!store.State.Databases.ContainsKey(request.Database!))
            throw ServiceException.NoDatabase(request.Database!);
        var table = store.State.FindTable(request.Database!, request.Table!) ?? throw ServiceException.NoTable(request.Table!);
        var write = new RecordPreparer(request, table.Info.Properties, time.GetUtcNow()).Prepare();
        if (call.Rejected.Count > 0)
            RejectByScript(write, call.Rejected);
        return new WriteRecordsWork(write);
    }

    private static void RejectByScript(PreparedWrite write, IReadOnlyList<int> indices)
    {
        foreach (int index in indices)
        {
            if (write.Records.RemoveAll(record => record.Index == index) > 0)
                write.Rejected.Add(new(index, "The fault script rejects this record."));
        }
    }

    private static void WriteAnswer(Utf8JsonWriter json, WriteRecordsWork work)
    {
        json.WriteStartObject();
        json.WriteStartObject("RecordsIngested"u8);
        json.WriteNumber("Total"u8, work.MemoryStore + work.MagneticStore);
        json.WriteNumber("MemoryStore"u8, work.MemoryStore);
        json.WriteNumber("MagneticStore"u8, work.MagneticStore);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
