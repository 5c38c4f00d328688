using System.CommandLine;
using System.Globalization;

namespace AirQuality.LoadTest.Commands;

/// <summary>Options that take a number within limits.</summary>
internal static class NumberOption
{
    /// <summary>A number with a decimal point.</summary>
    public static Option<double> Real(string name, string description, double fallback, double least, double most) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: '{text}' must be a number from {least} to {most}."));
            return fallback;
        },
    };

    /// <summary>A whole number.</summary>
    public static Option<int> Whole(string name, string description, int fallback, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError($"{name}: '{text}' must be a whole number from {least} to {most}.");
            return fallback;
        },
    };
}
