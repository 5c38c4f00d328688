using System.Globalization;
using AirQuality.LoadTest.Reporting.Measured;

namespace AirQuality.LoadTest.Reporting.Drawing;

/// <summary>Moments of <paramref name="Domain"/> on the pixels from <paramref name="From"/> to <paramref name="To"/>.</summary>
internal sealed record TimeScale(TimeRange Domain, double From, double To)
{
    private const double PixelsPerLabel = 80;

    private static readonly (int Seconds, int Minor)[] _steps =
    [
        (1, 1), (2, 1), (5, 1), (10, 5), (15, 5), (30, 10), (60, 30), (120, 60), (300, 60), (900, 300), (1800, 300), (3600, 900), (7200, 3600),
        (10800, 3600), (21600, 3600), (43200, 10800), (86400, 21600),
    ];

    /// <summary>Where a moment is drawn.</summary>
    public double this[DateTimeOffset moment] => From + (To - From) * ((moment - Domain.Start) / Domain.Length);

    /// <summary>The least round step whose labels do not touch.</summary>
    public TimeSpan Step => TimeSpan.FromSeconds(Chosen.Seconds);

    /// <summary>The step of the ticks without a label.</summary>
    public TimeSpan MinorStep => TimeSpan.FromSeconds(Chosen.Minor);

    /// <summary>How a moment is written beside this scale: with seconds where ticks are that fine, or a mark must be.</summary>
    public string Label(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format(Step < TimeSpan.FromMinutes(1)), CultureInfo.InvariantCulture);

    /// <summary>How the moment of an event is written: finer than the ticks.</summary>
    public string EventLabel(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format(Step < TimeSpan.FromMinutes(5)), CultureInfo.InvariantCulture);

    /// <summary>The round moments within the domain.</summary>
    public IEnumerable<DateTimeOffset> Ticks(TimeSpan step)
    {
        var first = (Domain.Start.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks;
        for (var ticks = first; ticks <= Domain.End.UtcTicks; ticks += step.Ticks)
            yield return new(ticks, TimeSpan.Zero);
    }

    private (int Seconds, int Minor) Chosen
    {
        get
        {
            var secondsPerLabel = Domain.Length.TotalSeconds * PixelsPerLabel / (To - From);
            return _steps.FirstOrDefault(step => step.Seconds >= secondsPerLabel, _steps[^1]);
        }
    }

    private static string Format(bool seconds) => seconds ? "HH:mm:ss" : "HH:mm";
}
