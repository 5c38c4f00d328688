using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AirQuality.LoadTest.Commands;

/// <summary>Options that are numbers, never negative and never NaN.</summary>
internal static class NumberOption
{
    /// <summary>The most instances that are simulated.</summary>
    public const int MostInstances = 1000;

    /// <summary>An option that is a number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="byDefault">What it is if nobody gives it.</param>
    /// <param name="description">What it means.</param>
    /// <param name="above">What it must be above; from 0 on if nothing is said.</param>
    public static Option<double> Create(string name, double byDefault, string description, double? above = null) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            if (double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                && number >= 0 && !(number <= above))
                return number;
            result.AddError($"{name} '{Text(result)}' is no number {(above is null ? "from 0 on" : "above 0")}; write it like 12.5.");
            return byDefault;
        },
    };

    /// <summary>An option that is a number of instances or minutes.</summary>
    public static Option<int> CreateCount(string name, int byDefault, string description) => new(name)
    {
        Description = description,
        HelpName = "count",
        DefaultValueFactory = _ => byDefault,
        CustomParser = result => Count(result) ?? byDefault,
    };

    /// <summary>A whole number from 1 to <see cref="MostInstances"/>; anything else is noted as an error.</summary>
    public static int? Count(ArgumentResult result)
    {
        if (int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostInstances)
            return count;
        result.AddError($"{(result.Parent as OptionResult)?.IdentifierToken?.Value} '{Text(result)}' is no whole number from 1 to {MostInstances}.");
        return null;
    }

    private static string Text(ArgumentResult result) => string.Join(' ', result.Tokens.Select(token => token.Value));
}
