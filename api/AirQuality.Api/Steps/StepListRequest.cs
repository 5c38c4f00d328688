using AirQuality.Api.Parameters;

namespace AirQuality.Api.Steps;

/// <summary>Which steps a client wants to see.</summary>
/// <param name="States">Only these; empty for all.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Question">The question without cursor and limit, which cursors are bound to.</param>
internal sealed record StepListRequest(IReadOnlySet<StepState> States, int Limit, StepPosition? After, string Question) : IRequest<StepListRequest>
{
    private const int DefaultLimit = 50;

    // EMR gives 50 a page and refills one request in two seconds.
    private const int MaxLimit = 200;
    private static readonly Parameter<StepState> _state = new()
    {
        Name = "state",
        Description = "Only steps in this state; may be repeated.",
        Expected = $"one of {string.Join(", ", StepStates.ByName.Keys)}",
        Example = "running",
        MaxCount = StepStates.ByName.Count,
        Schema = new() { ["type"] = "string", ["enum"] = new System.Text.Json.Nodes.JsonArray([.. StepStates.ByName.Keys]) },
        Parse = StepStates.ByName.TryGetValue,
    };

    private static readonly Parameter<long> _limit = ParameterKinds.WholeNumber("limit", 1, MaxLimit, "How many steps at most.", "50", fallback: DefaultLimit);

    /// <inheritdoc />
    public static IReadOnlyList<Parameter> Parameters { get; } = [_state, _limit, PageParameters.Cursor];

    /// <summary>The cursor of the page after one.</summary>
    public string? CursorOf(StepPosition? next) => next is null ? null : PageCursor.Write(Question, next.Marker, next.After);

    /// <inheritdoc />
    public static StepListRequest Read(ParameterReader reader)
    {
        var question = reader.Normal(_limit, PageParameters.Cursor);
        var cursor = reader.Object(PageParameters.Cursor);
        var after = cursor is not null && PageCursor.Read(question, cursor, 2) is [var marker, var id] ? new StepPosition(marker, id) : null;
        if (cursor is not null && after is null)
            PageParameters.RefuseCursor(reader);
        return new(reader.Values(_state).ToHashSet(), (int)(reader.Value(_limit) ?? DefaultLimit), after, question);
    }
}
