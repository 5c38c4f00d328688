using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace AirQuality.Api.Steps.Templates;

/// <summary>
/// A step with <c>{placeholders}</c>, as <c>emr/steps</c> has it, and EMR's AddJobFlowSteps takes it once they are filled. A value fills a
/// place inside one argument; it can neither end the argument nor begin another.
/// </summary>
/// <param name="Name">What the step is called.</param>
/// <param name="ActionOnFailure">What the cluster does when it fails.</param>
/// <param name="HadoopJarStep">What runs.</param>
internal sealed partial record StepTemplate(string Name, string ActionOnFailure, HadoopJarTemplate HadoopJarStep)
{
    private const string Program = "{program}";
    private static readonly StepTemplate _cycle = Load("cycle");
    private static readonly StepTemplate _backfill = Load("backfill");

    /// <summary>The template of a job.</summary>
    public static StepTemplate Of(string job) => job == Requests.CycleRequest.Job ? _cycle : _backfill;

    /// <summary>The step's name.</summary>
    public string FillName(TemplateValues values) => Fill(Name, values);

    /// <summary>All arguments.</summary>
    public IReadOnlyList<string> FillArguments(TemplateValues values) => Fill(HadoopJarStep.Args, values);

    /// <summary>The arguments of the program alone, without what starts it on a cluster.</summary>
    public IReadOnlyList<string> FillProgramArguments(TemplateValues values) =>
        Fill(HadoopJarStep.Args.SkipWhile(argument => argument != Program).Skip(1), values);

    private static List<string> Fill(IEnumerable<string> arguments, TemplateValues values) =>
        [.. arguments.SelectMany(argument =>
            argument is ['{', .. var name, '}'] && values.Lists.TryGetValue(name, out var list) ? list : [Fill(argument, values)])];

    private static string Fill(string text, TemplateValues values) =>
        Placeholder().Replace(text, match => values.Texts.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new InvalidOperationException($"emr/steps: nothing fills {match.Value}."));

    private static StepTemplate Load(string job)
    {
        using var file = typeof(StepTemplate).Assembly.GetManifestResourceStream($"emr/steps/{job}.json")!;
        return JsonSerializer.Deserialize(file, TemplateJson.Default.StepTemplate)!;
    }

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

/// <summary>What a step runs.</summary>
/// <param name="Jar">The jar.</param>
/// <param name="Args">Its arguments.</param>
internal sealed record HadoopJarTemplate(string Jar, IReadOnlyList<string> Args);

[JsonSerializable(typeof(StepTemplate))]
internal sealed partial class TemplateJson : JsonSerializerContext;
