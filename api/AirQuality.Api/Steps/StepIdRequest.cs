using System.Diagnostics.CodeAnalysis;
using AirQuality.Api.Parameters;

namespace AirQuality.Api.Steps;

/// <summary>Which step a client means.</summary>
/// <param name="Id">Its id; there may be no such step.</param>
internal sealed record StepIdRequest(string Id) : IRequest<StepIdRequest>
{
    private static readonly Parameter<string> _id = InPath();

    /// <inheritdoc />
    public static IReadOnlyList<Parameter> Parameters { get; } = [_id];

    /// <inheritdoc />
    public static StepIdRequest Read(ParameterReader reader) => new(reader.Object(_id) ?? "");

    private static Parameter<string> InPath() => new()
    {
        Name = "id",
        Description = "The step's id.",
        Expected = "a step's id such as s-1ABCDEFGHIJKL or l-0019a5b2c3d40000",
        Example = "s-1ABCDEFGHIJKL",
        InPath = true,
        Schema = new() { ["type"] = "string" },

        // What is no id is no step, and that is for the runner to say.
        Parse = (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return true;
        },
    };
}
