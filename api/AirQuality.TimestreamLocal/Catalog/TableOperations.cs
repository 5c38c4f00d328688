using System.Text.Json;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>CreateTable, DescribeTable, ListTables, UpdateTable, DeleteTable.</summary>
internal sealed class TableOperations(Store store, ResourceNames names, TimeProvider time)
{
    private const int MostTables = 50_000;

    /// <summary>CreateTable.</summary>
    public async Task CreateAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = call.Read(CatalogJson.Default.TableRequest);
        var constraints = new Constraints();
        ResourceNames.CheckNew(constraints, request.DatabaseName, "databaseName");
        ResourceNames.CheckNew(constraints, request.TableName, "tableName");
        TableRules.Check(request, constraints);
        TagOperations.Check(constraints, request.Tags);
        constraints.ThrowIfAny();
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var table = new TableInfo(request.DatabaseName!, request.TableName!, TableRules.ForNew(request), now, now);
        await ChangeAsync(call, session => Create(session, table, request.Tags ?? []), cancellationToken);
    }

    /// <summary>DescribeTable.</summary>
    public Task DescribeAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(call.Json, Find(store.State, Read(call)).Info);
        return Task.CompletedTask;
    }

    /// <summary>ListTables, of one database or of all.</summary>
    public Task ListAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = call.Read(CatalogJson.Default.ListRequest);
        if (request.DatabaseName is { } database)
            DatabaseOperations.Find(store.State, database);
        var all = store.State.Tables.Values.Select(table => table.Info);
        var wanted = request.DatabaseName is null ? all : all.Where(table => table.Database == request.DatabaseName);
        var (tables, next) = ListPage.Take(wanted, table => $"{table.Database}/{table.Name}", request.MaxResults, request.NextToken);
        call.Json.WriteStartObject();
        call.Json.WriteStartArray("Tables"u8);
        foreach (var table in tables)
            WriteMembers(call.Json, table);
        call.Json.WriteEndArray();
        if (next is not null)
            call.Json.WriteString("NextToken"u8, next);
        call.Json.WriteEndObject();
        return Task.CompletedTask;
    }

    /// <summary>UpdateTable.</summary>
    public async Task UpdateAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = Read(call);
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await ChangeAsync(
            call,
            session =>
            {
                var table = Find(session.State, request);
                var changed = table.Info with { Properties = TableRules.ForUpdate(table.Info.Properties, request), UpdatedMs = now };
                session.UpdateTable(table, changed);
                return changed;
            },
            cancellationToken);
        store.Sweep.Request(); // a shorter retention frees space at once
    }

    /// <summary>DeleteTable, with its records.</summary>
    public async Task DeleteAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = Read(call);
        await store.ApplyAsync(new CatalogWork<bool>(session => Delete(session, request)), cancellationToken);
        call.RespondEmpty();
    }

    private static TableInfo Create(StoreSession session, TableInfo table, IReadOnlyList<Tag> tags)
    {
        DatabaseOperations.Find(session.State, table.Database);
        if (session.State.FindTable(table.Database, table.Name) is not null)
            throw new ServiceException(
                ServiceError.Conflict, $"A table with name {table.Name} already exists in database {table.Database}.");
        if (session.State.Tables.Count >= MostTables)
            throw new ServiceException(
                ServiceError.QuotaExceeded, FormattableString.Invariant($"There are {MostTables} tables, which is the limit."));
        session.CreateTable(table);
        var resource = new TaggedResource(table.Database, table.Name);
        session.SaveTags(resource, TagOperations.Set(session.State.TagsOf(resource), tags));
        return table;
    }

    private static bool Delete(StoreSession session, TableRequest request)
    {
        session.DeleteTable(Find(session.State, request));
        return true;
    }

    private static StoredTable Find(StoreState state, TableRequest request)
    {
        DatabaseOperations.Find(state, request.DatabaseName!);
        return state.FindTable(request.DatabaseName!, request.TableName!) ?? throw ServiceException.NoTable(request.TableName!);
    }

    private async Task ChangeAsync(ServiceCall call, Func<StoreSession, TableInfo> change, CancellationToken cancellationToken)
    {
        var work = new CatalogWork<TableInfo>(change);
        await store.ApplyAsync(work, cancellationToken);
        Write(call.Json, work.Result!);
    }

    private static TableRequest Read(ServiceCall call)
    {
        var request = call.Read(CatalogJson.Default.TableRequest);
        var constraints = new Constraints();
        constraints.Required(request.DatabaseName, "databaseName");
        constraints.Required(request.TableName, "tableName");
        TableRules.Check(request, constraints);
        constraints.ThrowIfAny();
        return request;
    }

    private void Write(Utf8JsonWriter json, TableInfo table)
    {
        json.WriteStartObject();
        json.WritePropertyName("Table"u8);
        WriteMembers(json, table);
        json.WriteEndObject();
    }

    private void WriteMembers(Utf8JsonWriter json, TableInfo table)
    {
        json.WriteStartObject();
        json.WriteString("Arn"u8, names.ArnOf(table.Database, table.Name));
        json.WriteString("TableName"u8, table.Name);
        json.WriteString("DatabaseName"u8, table.Database);
        json.WriteString("TableStatus"u8, "ACTIVE"u8);
        json.WriteInstant("CreationTime"u8, table.CreatedMs);
        json.WriteInstant("LastUpdatedTime"u8, table.UpdatedMs);
        foreach (var property in JsonSerializer.SerializeToElement(table.Properties, CatalogJson.Default.TableProperties).EnumerateObject())
            property.WriteTo(json);
        json.WriteEndObject();
    }
}
