using System.Text.Json;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>Reads members of AWS JSON 1.0: any spelling of JSON, unknown members skipped, <c>null</c> the same as absent.</summary>
internal static class JsonMembers
{
    /// <summary>Moves to the next member of an object; false at its end. The reader then stands at the member's name.</summary>
    public static bool NextMember(ref this Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves to the next element of an array; false at its end. The reader then stands at the element.</summary>
    public static bool NextElement(ref this Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Moves into a value that must be an object; false where it is null.</summary>
    public static bool EnterObject(ref this Utf8JsonReader reader, string member) => Enter(ref reader, member, JsonTokenType.StartObject);

    /// <summary>Moves into a value that must be an array; false where it is null.</summary>
    public static bool EnterArray(ref this Utf8JsonReader reader, string member) => Enter(ref reader, member, JsonTokenType.StartArray);

    /// <summary>Moves to a value that must be text; false where it is null.</summary>
    public static bool EnterText(ref this Utf8JsonReader reader, string member) => Enter(ref reader, member, JsonTokenType.String);

    /// <summary>A value that must be text; null where it is null.</summary>
    public static string? Text(ref this Utf8JsonReader reader, string member) => reader.EnterText(member) ? reader.GetString() : null;

    /// <summary>A value that must be a whole number of 64 bits; null where it is null.</summary>
    public static long? Int64(ref this Utf8JsonReader reader, string member)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value))
            return value;
        throw WrongType(reader.TokenType, "a Long", member);
    }

    /// <summary>What a value of the wrong JSON type is answered with.</summary>
    public static ServiceException WrongType(JsonTokenType found, string wanted, string member) =>
        ServiceException.Serialization($"{Name(found)} can not be converted to {wanted} (member {member})");

    private static bool Enter(ref Utf8JsonReader reader, string member, JsonTokenType start)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return false;
        if (reader.TokenType == start)
            return true;
        throw WrongType(reader.TokenType, Wanted(start), member);
    }

    private static string Wanted(JsonTokenType start) => start switch
    {
        JsonTokenType.StartArray => "a List",
        JsonTokenType.StartObject => "a Structure",
        _ => "a String",
    };

    private static string Name(JsonTokenType type) => type switch
    {
        JsonTokenType.String => "STRING_VALUE",
        JsonTokenType.Number => "NUMBER_VALUE",
        JsonTokenType.True => "TRUE_VALUE",
        JsonTokenType.False => "FALSE_VALUE",
        JsonTokenType.StartArray => "START_ARRAY",
        _ => "START_OBJECT",
    };
}
