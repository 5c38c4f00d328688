using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AirQuality.Api.Parameters;
using AirQuality.Api.Problems;

namespace AirQuality.Api.Steps.Requests;

/// <summary>Turns a body into a request, or ends with everything that is wrong with it.</summary>
internal static partial class StepRequestReader
{
    // Keeps the arguments of a step far below EMR's 10,280 characters (Amazon EMR API reference, HadoopJarStepConfig).
    private const int MaxSensors = 500;
    private const int MaxSensorTypes = 50;

    /// <summary>Reads a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="feeds">The names of the feeds that there are.</param>
    /// <exception cref="ProblemException">Names every error.</exception>
    public static StepRequest Read(JsonElement body, IReadOnlyCollection<string> feeds)
    {
        try
        {
            return ReadObject(body, feeds);
        }
        catch (InvalidOperationException)
        {
            // The parser finds half of a surrogate pair only when the text is asked for.
            throw new ProblemException(ProblemType.InvalidBody, "The body holds text that is not Unicode: half of a surrogate pair.");
        }
    }

    private static StepRequest ReadObject(JsonElement body, IReadOnlyCollection<string> feeds)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw new ProblemException(ProblemType.InvalidBody, """The body must be a JSON object such as {"job":"cycle","feed":"24h"}.""");
        var reader = new BodyReader(body);
        StepRequest? request = reader.Required<string>("job", "cycle or backfill", TryReadJob) switch
        {
            CycleRequest.Job => ReadCycle(reader, feeds),
            BackfillRequest.Job => ReadBackfill(reader),
            _ => null,
        };
        // Without a job nobody knows which members belong.
        if (request is null)
            reader.ThrowIfWrong();
        reader.ThrowIfRefused();
        return request!;
    }

    private static CycleRequest ReadCycle(BodyReader reader, IReadOnlyCollection<string> feeds) =>
        new(reader.Required(
            "feed",
            $"one of {string.Join(", ", feeds)}",
            (JsonElement element, [MaybeNullWhen(false)] out string feed) => TryReadText(element, out feed) && feeds.Contains(feed)) ?? "");

    private static BackfillRequest ReadBackfill(BodyReader reader)
    {
        const string day = "a day such as 2018-04-02, from 1971 to 2261";
        var from = reader.Required<DateOnly?>("from", day, TryReadDay);
        var to = reader.Required<DateOnly?>("to", day, TryReadDay);
        if (to < from)
            reader.Refuse("to", "to must not be before from.");
        return new(
            from ?? default,
            to ?? default,
            reader.Optional<IReadOnlyList<double>>("bbox", "[west, south, east, north] in degrees, with south below north", TryReadBox),
            reader.OptionalList<string>("sensorTypes", MaxSensorTypes, "a sensor type as the archive's files have it, such as sds011", TryReadType),
            reader.OptionalList<long>("sensors", MaxSensors, "a sensor's number", TryReadSensor));
    }

    private static bool TryReadJob(JsonElement element, [MaybeNullWhen(false)] out string job) =>
        TryReadText(element, out job) && job is CycleRequest.Job or BackfillRequest.Job;

    private static bool TryReadText(JsonElement element, [MaybeNullWhen(false)] out string text)
    {
        text = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        return text is not null;
    }

    private static bool TryReadDay(JsonElement element, [MaybeNullWhen(false)] out DateOnly? day)
    {
        day = TryReadText(element, out var text)
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            && TimeParameters.CanHold(read.Year) ? read : null;
        return day is not null;
    }

    private static bool TryReadBox(JsonElement element, [MaybeNullWhen(false)] out IReadOnlyList<double> box)
    {
        box = element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(edge => edge.ValueKind == JsonValueKind.Number)
            ? element.EnumerateArray().Select(edge => edge.GetDouble()).ToArray()
            : [];
        return BoundingBox.Of([.. box]) is not null;
    }

    private static bool TryReadType(JsonElement element, [MaybeNullWhen(false)] out string type)
    {
        type = TryReadText(element, out var text) ? text.ToLowerInvariant() : null;
        return type is not null && TypeName().IsMatch(type);
    }

    private static bool TryReadSensor(JsonElement element, out long sensor)
    {
        sensor = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out sensor) && sensor is >= 1 and <= ReadingParameters.HighestId;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();
}
