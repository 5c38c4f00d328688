using System.Text.Json.Nodes;
using NJsonSchema;

namespace AirQuality.Api.Tests.OpenApi;

/// <summary>
/// Checks bodies against the document's schemas with NJsonSchema. Members that a schema does not name are errors here, because an answer
/// must not hold what the contract does not tell.
/// </summary>
internal sealed class SchemaCheck(JsonObject document)
{
    private const string Components = "#/components/schemas/";

    /// <summary>What is wrong with a body.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(JsonNode schema, string body)
    {
        var root = new JsonObject
        {
            ["allOf"] = new JsonArray(Closed(schema)),
            ["definitions"] = Closed(document["components"]!["schemas"]!, isSchema: false),
        };
        var check = await JsonSchema.FromJsonAsync(root.ToJsonString());
        return [.. check.Validate(body).Select(error => $"{error.Path}: {error}")];
    }

    // JSON Schema's own place for what is referred to, and no unknown members.
    private static JsonNode Closed(JsonNode node, bool isSchema = true)
    {
        if (node is JsonArray elements)
            return new JsonArray([.. elements.Select(element => element is null ? null : Closed(element))]);
        if (node is not JsonObject members)
            return node.DeepClone();
        var closed = new JsonObject();
        foreach (var (name, value) in members)
            if (name == "$ref")
                closed[name] = value!.GetValue<string>().Replace(Components, "#/definitions/", StringComparison.Ordinal);
            else if (name == "discriminator")
                continue; // a hint for generators of code: anyOf says the same to a validator
            else if (name is not ("example" or "examples" or "enum" or "default"))
                closed[name] = value is null ? null : Closed(value, isSchema: !isSchema || name != "properties");
            else
                closed[name] = value?.DeepClone();
        if (isSchema && closed.ContainsKey("properties") && !closed.ContainsKey("additionalProperties"))
            closed["additionalProperties"] = false;
        return closed;
    }
}
