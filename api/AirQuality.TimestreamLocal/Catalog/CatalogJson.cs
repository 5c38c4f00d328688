using System.Text.Json.Serialization;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>The JSON of databases, tables and their requests, generated at build time; member names are the service's.</summary>
[JsonSerializable(typeof(TableProperties))]
[JsonSerializable(typeof(DatabaseRequest))]
[JsonSerializable(typeof(TableRequest))]
[JsonSerializable(typeof(ListRequest))]
[JsonSerializable(typeof(TagRequest))]
[JsonSerializable(typeof(AccountSettingsRequest))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class CatalogJson : JsonSerializerContext;
