using System.Text.Json;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>CreateDatabase, DescribeDatabase, ListDatabases, UpdateDatabase, DeleteDatabase.</summary>
internal sealed class DatabaseOperations(Store store, ResourceNames names, TimeProvider time)
{
    private const int MostDatabases = 500;

    /// <summary>CreateDatabase.</summary>
    public async Task CreateAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = call.Read(CatalogJson.Default.DatabaseRequest);
        var constraints = new Constraints();
        ResourceNames.CheckNew(constraints, request.DatabaseName, "databaseName");
        constraints.Length(request.KmsKeyId, "kmsKeyId", 1, 2048);
        TagOperations.Check(constraints, request.Tags);
        constraints.ThrowIfAny();
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var database = new DatabaseInfo(request.DatabaseName!, request.KmsKeyId, now, now);
        await ChangeAsync(call, session => Create(session, database, request.Tags ?? []), cancellationToken);
    }

    /// <summary>DescribeDatabase.</summary>
    public Task DescribeAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = Read(call);
        Write(call.Json, Find(store.State, request.DatabaseName!));
        return Task.CompletedTask;
    }

    /// <summary>ListDatabases.</summary>
    public Task ListAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = call.Read(CatalogJson.Default.ListRequest);
        var (databases, next) = ListPage.Take(store.State.Databases.Values, database => database.Name, request.MaxResults, request.NextToken);
        call.Json.WriteStartObject();
        call.Json.WriteStartArray("Databases"u8);
        foreach (var database in databases)
            WriteMembers(call.Json, database);
        call.Json.WriteEndArray();
        if (next is not null)
            call.Json.WriteString("NextToken"u8, next);
        call.Json.WriteEndObject();
        return Task.CompletedTask;
    }

    /// <summary>UpdateDatabase: another key.</summary>
    public async Task UpdateAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = Read(call);
        var constraints = new Constraints();
        if (constraints.Required(request.KmsKeyId, "kmsKeyId"))
            constraints.Length(request.KmsKeyId, "kmsKeyId", 1, 2048);
        constraints.ThrowIfAny();
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await ChangeAsync(
            call,
            session =>
            {
                var changed = Find(session.State, request.DatabaseName!) with { KmsKeyId = request.KmsKeyId, UpdatedMs = now };
                session.SaveDatabase(changed);
                return changed;
            },
            cancellationToken);
    }

    /// <summary>DeleteDatabase; one that still has tables is not deleted.</summary>
    public async Task DeleteAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = Read(call);
        await store.ApplyAsync(new CatalogWork<bool>(session => Delete(session, request.DatabaseName!)), cancellationToken);
        call.RespondEmpty();
    }

    /// <summary>The database of a name.</summary>
    /// <exception cref="ServiceException">ResourceNotFoundException.</exception>
    public static DatabaseInfo Find(StoreState state, string name) =>
        state.Databases.TryGetValue(name, out var database) ? database : throw ServiceException.NoDatabase(name);

    private static DatabaseInfo Create(StoreSession session, DatabaseInfo database, IReadOnlyList<Tag> tags)
    {
        if (session.State.Databases.ContainsKey(database.Name))
            throw new ServiceException(ServiceError.Conflict, $"A database with name {database.Name} already exists.");
        if (session.State.Databases.Count >= MostDatabases)
            throw new ServiceException(
                ServiceError.QuotaExceeded, FormattableString.Invariant($"There are {MostDatabases} databases, which is the limit."));
        session.SaveDatabase(database);
        var resource = new TaggedResource(database.Name, "");
        session.SaveTags(resource, TagOperations.Set(session.State.TagsOf(resource), tags));
        return database;
    }

    private static bool Delete(StoreSession session, string name)
    {
        Find(session.State, name);
        if (session.State.TablesOf(name).Count > 0)
            throw ServiceException.Validation($"The database {name} cannot be deleted because it has tables. Delete its tables first.");
        session.DeleteDatabase(name);
        return true;
    }

    private async Task ChangeAsync(ServiceCall call, Func<StoreSession, DatabaseInfo> change, CancellationToken cancellationToken)
    {
        var work = new CatalogWork<DatabaseInfo>(change);
        await store.ApplyAsync(work, cancellationToken);
        Write(call.Json, work.Result!);
    }

    private static DatabaseRequest Read(ServiceCall call)
    {
        var request = call.Read(CatalogJson.Default.DatabaseRequest);
        var constraints = new Constraints();
        constraints.Required(request.DatabaseName, "databaseName");
        constraints.ThrowIfAny();
        return request;
    }

    private void Write(Utf8JsonWriter json, DatabaseInfo database)
    {
        json.WriteStartObject();
        json.WritePropertyName("Database"u8);
        WriteMembers(json, database);
        json.WriteEndObject();
    }

    private void WriteMembers(Utf8JsonWriter json, DatabaseInfo database)
    {
        json.WriteStartObject();
        json.WriteString("Arn"u8, names.ArnOf(database.Name));
        json.WriteString("DatabaseName"u8, database.Name);
        json.WriteNumber("TableCount"u8, store.State.TablesOf(database.Name).Count);
        json.WriteString("KmsKeyId"u8, database.KmsKeyId ?? names.DefaultKey);
        json.WriteInstant("CreationTime"u8, database.CreatedMs);
        json.WriteInstant("LastUpdatedTime"u8, database.UpdatedMs);
        json.WriteEndObject();
    }
}
