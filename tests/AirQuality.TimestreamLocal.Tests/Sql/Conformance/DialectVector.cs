using System.Text.Json;

namespace AirQuality.TimestreamLocal.Tests.Sql.Conformance;

/// <summary>A query and the answer of an engine of the family.</summary>
internal sealed record DialectVector(string Id, string Group, string Sql, bool Ordered, bool Approx, IReadOnlyList<DialectAnswer> Answers)
{
    public static IReadOnlyList<DialectVector> Load() =>
        [.. File.ReadLines(Fixtures.PathOf("dialect", "vectors.jsonl")).Where(line => line.Length > 0).Select(Parse)];

    private static DialectVector Parse(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        var names = json.TryGetProperty("columns", out var columns) ? columns.EnumerateArray().Select(column => column.GetProperty("name").GetString()!).ToList() : null;
        var types = names is null ? null : columns.EnumerateArray().Select(column => column.GetProperty("type").GetString()!).ToList();
        List<DialectAnswer> answers = [Answer(json, names, types)];
        if (json.TryGetProperty("alt", out var others))
            answers.AddRange(others.EnumerateArray().Select(other => Answer(other, names, types)));
        return new DialectVector(
            json.GetProperty("id").GetString()!, json.GetProperty("group").GetString()!, json.GetProperty("sql").GetString()!,
            IsTrue(json, "ordered"), IsTrue(json, "approx"), answers);
    }

    private static DialectAnswer Answer(JsonElement json, List<string>? names, List<string>? types)
    {
        if (json.TryGetProperty("error", out var error))
        {
            (int, int)? place = error.TryGetProperty("line", out var line) ? (line.GetInt32(), error.GetProperty("column").GetInt32()) : null;
            return new DialectAnswer([], [], [], place, IsError: true);
        }

        if (json.TryGetProperty("types", out var own)) types = [.. own.EnumerateArray().Select(type => type.GetString()!)];
        return new DialectAnswer(names!, types!, [.. json.GetProperty("rows").EnumerateArray()], null, IsError: false);
    }

    private static bool IsTrue(JsonElement json, string property) => json.TryGetProperty(property, out var value) && value.GetBoolean();
}

/// <summary>An accepted answer: columns and rows, or an error and its place where the engine gave one.</summary>
internal sealed record DialectAnswer(
    IReadOnlyList<string> Names, IReadOnlyList<string> Types, IReadOnlyList<JsonElement> Rows, (int Line, int Column)? ErrorPlace, bool IsError);
