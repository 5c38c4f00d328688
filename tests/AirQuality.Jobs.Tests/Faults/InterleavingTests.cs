using AirQuality.Jobs.Tests.Hosting;
using AirQuality.TimestreamLocal.Faults;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AirQuality.Jobs.Tests.Faults;

/// <summary>
/// Any sequence of deliveries, repeats, late arrivals, restarts, outages and faults, against the simplest model there is: the set of readings that
/// were ever delivered. Conservation in every report, and in the end the table holds the set.
/// </summary>
public sealed class InterleavingTests
{
    private const int Readings = 40;
    private static readonly DateTimeOffset Noon = new(2020, 4, 19, 12, 0, 0, TimeSpan.Zero);

    private enum Step
    {
        Deliver,
        DeliverWhileAway,
        DeliverThrottled,
        DeliverWithLostAnswers,
        Restart,
    }

    [Property(MaxTest = 20)]
    public Property AnySequence_EndsWithEverythingDeliveredInTheTable() => AnySequence();

    [Property(MaxTest = 250)]
    [Trait("Suite", "long")]
    public Property AnySequence_OfVeryMany_EndsWithEverythingDeliveredInTheTable() => AnySequence();

    private static Property AnySequence()
    {
        var step = Gen.Frequency<Step>((3, Gen.Constant(Step.Deliver)), (2, Gen.Elements(Enum.GetValues<Step>())));
        var part = Gen.Choose(0, Readings - 1).NonEmptyListOf();
        return Prop.ForAll(step.Zip(part).ListOf().ToArbitrary(), steps => RunAsync([.. steps]).GetAwaiter().GetResult());
    }

    private static async Task<bool> RunAsync((Step Step, List<int> Part)[] steps)
    {
        await using var machine = await Machine.StartAsync(Noon);
        var model = new SortedSet<int>();
        foreach (var (step, part) in steps)
        {
            if (step == Step.Restart)
            {
                await machine.RestartEngineAsync();
                continue;
            }
            await machine.StopStoreAsync();
            if (step != Step.DeliverWhileAway)
                await machine.StartStoreAsync(FaultsOf(step));
            await machine.CycleOverAsync(FeedOf(part));
            model.UnionWith(part);
            if (step == Step.DeliverWhileAway)
                await machine.StartStoreAsync();
        }

        await machine.StopStoreAsync();
        await machine.StartStoreAsync();
        await machine.CycleOverAsync("[]");
        Assert.Equal(0, machine.SpoolFiles);
        Assert.Empty(machine.DeadLetters);
        var rows = await machine.ExportAsync();
        Assert.Equal(model.Select(SensorOf).Order(StringComparer.Ordinal), rows.Select(row => row[(row.IndexOf("sensor_id=", StringComparison.Ordinal) + 10)..].Split('|')[0] + row.Split("time=")[1]).Order(StringComparer.Ordinal));
        return true;
    }

    private static FaultScript? FaultsOf(Step step) => step switch
    {
        Step.DeliverThrottled => new([new FaultRule(FaultKind.Throttle, Rate: 0.6)], Seed: 7),
        Step.DeliverWithLostAnswers => new([new FaultRule(FaultKind.DropAnswer, "WriteRecords", Rate: 0.6)], Seed: 7),
        _ => null,
    };

    // Reading n is of sensor n mod 5 + 1, n times a minute before noon: a set of numbers is a feed with late and repeated readings.
    private static string FeedOf(IEnumerable<int> part) => FeedText.Feed(part.Distinct().Select(n => FeedText.Entry(n % 5 + 1, FeedText.TimeText(TimeOf(n)), id: n)));

    private static string SensorOf(int n) => $"{n % 5 + 1}{TimeOf(n).ToString("yyyy-MM-dd HH:mm:ss.fffffff00", System.Globalization.CultureInfo.InvariantCulture)}";

    private static DateTimeOffset TimeOf(int n) => Noon.AddMinutes(-n);
}
