using System.Text.Json;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>TagResource, UntagResource, ListTagsForResource: labels of databases and tables, which the server keeps and does not use.</summary>
internal sealed class TagOperations(Store store, ResourceNames names)
{
    private const int MostTags = 200;

    /// <summary>TagResource: a key that is there gets the new value.</summary>
    public async Task TagAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = call.Read(CatalogJson.Default.TagRequest);
        var constraints = new Constraints();
        CheckArn(constraints, request);
        if (constraints.Required(request.Tags, "tags"))
            Check(constraints, request.Tags);
        constraints.ThrowIfAny();
        await ChangeAsync(request, tags => Set(tags, request.Tags!), cancellationToken);
        call.RespondEmpty();
    }

    /// <summary>UntagResource: a key that is not there is no error.</summary>
    public async Task UntagAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = call.Read(CatalogJson.Default.TagRequest);
        var constraints = new Constraints();
        CheckArn(constraints, request);
        if (constraints.Required(request.TagKeys, "tagKeys") && request.TagKeys!.Count > MostTags)
            constraints.Add(null, "tagKeys", FormattableString.Invariant($"Member must have length less than or equal to {MostTags}"));
        constraints.ThrowIfAny();
        await ChangeAsync(request, tags => tags.RemoveRange(request.TagKeys!), cancellationToken);
        call.RespondEmpty();
    }

    /// <summary>ListTagsForResource.</summary>
    public Task ListAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = call.Read(CatalogJson.Default.TagRequest);
        var constraints = new Constraints();
        CheckArn(constraints, request);
        constraints.ThrowIfAny();
        var tags = store.State.TagsOf(Find(store.State, request));
        var (page, next) = ListPage.Take(tags, tag => tag.Key, request.MaxResults, request.NextToken, MostTags);
        call.Json.WriteStartObject();
        call.Json.WriteStartArray("Tags"u8);
        foreach (var (key, value) in page)
            Write(call.Json, key, value);
        call.Json.WriteEndArray();
        if (next is not null)
            call.Json.WriteString("NextToken"u8, next);
        call.Json.WriteEndObject();
        return Task.CompletedTask;
    }

    /// <summary>Checks the tags of a new database or table (Tag, Timestream API reference).</summary>
    public static void Check(Constraints constraints, IReadOnlyList<Tag>? tags)
    {
        if (tags?.Count > MostTags)
            constraints.Add(null, "tags", FormattableString.Invariant($"Member must have length less than or equal to {MostTags}"));
        for (int i = 0; i < tags?.Count; i++)
        {
            string path = FormattableString.Invariant($"tags.{i + 1}.member");
            if (constraints.Required(tags[i].Key, $"{path}.key"))
                constraints.Length(tags[i].Key, $"{path}.key", 1, 128);
            if (constraints.Required(tags[i].Value, $"{path}.value"))
                constraints.Length(tags[i].Value, $"{path}.value", 0, 256);
        }
    }

    /// <summary>Some tags, with others set over them.</summary>
    /// <exception cref="ServiceException">ServiceQuotaExceededException: there would be more than 200.</exception>
    public static TagSet Set(TagSet tags, IReadOnlyList<Tag> others)
    {
        var all = tags.SetItems(others.Select(tag => KeyValuePair.Create(tag.Key!, tag.Value!)));
        return all.Count <= MostTags
            ? all
            : throw new ServiceException(ServiceError.QuotaExceeded, FormattableString.Invariant($"A resource can have {MostTags} tags at most."));
    }

    private async Task ChangeAsync(TagRequest request, Func<TagSet, TagSet> change, CancellationToken cancellationToken) =>
        await store.ApplyAsync(
            new CatalogWork<bool>(session =>
            {
                var resource = Find(session.State, request);
                session.SaveTags(resource, change(session.State.TagsOf(resource)));
                return true;
            }),
            cancellationToken);

    private TaggedResource Find(StoreState state, TagRequest request)
    {
        var (database, table) = names.Resolve(request.ResourceARN!);
        DatabaseOperations.Find(state, database);
        if (table is not null && state.FindTable(database, table) is null)
            throw ServiceException.NoTable(table);
        return new(database, table ?? "");
    }

    private static void CheckArn(Constraints constraints, TagRequest request)
    {
        if (constraints.Required(request.ResourceARN, "resourceARN"))
            constraints.Length(request.ResourceARN, "resourceARN", 1, 1011);
    }

    private static void Write(Utf8JsonWriter json, string key, string value)
    {
        json.WriteStartObject();
        json.WriteString("Key"u8, key);
        json.WriteString("Value"u8, value);
        json.WriteEndObject();
    }
}
