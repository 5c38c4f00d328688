using AirQuality.Core.Cycle;
using AirQuality.Core.Readings;
using FsCheck.Xunit;

namespace AirQuality.Core.Tests.Cycle;

public sealed class HeldReadingsTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void Sensor_NobodyKnows_IsNew() => Assert.Equal("new", Judge(new HeldReadings(Window), 1, 5));

    [Fact]
    public void LoadedWatermark_TellsNewFromHeldFromLate()
    {
        var held = new HeldReadings(Window);
        held.LoadWatermarks([(1, 50), (2, 70)]);

        Assert.Equal(("late", "held", "new"), (Judge(held, 1, 49), Judge(held, 1, 50), Judge(held, 1, 51)));
        Assert.Equal(("late", "held", "new"), (Judge(held, 2, 51), Judge(held, 2, 70), Judge(held, 2, 71)));
    }

    [Fact]
    public void Classify_Alone_MovesNoWatermark()
    {
        var held = new HeldReadings(Window);
        held.MarkHeld(1, 50);

        Assert.Equal("new", Judge(held, 1, 60));
        Assert.Equal("new", Judge(held, 1, 60));
        Assert.Equal("new", Judge(held, 1, 55));
    }

    [Fact]
    public void LateReading_OnceMarked_IsHeld()
    {
        var held = new HeldReadings(Window);
        held.MarkHeld(1, 50);
        held.MarkHeld(1, 40);

        Assert.Equal(("held", "late", "new"), (Judge(held, 1, 40), Judge(held, 1, 45), Judge(held, 1, 51)));
    }

    [Fact]
    public void RejectedReading_IsHeldAndLeavesTheWatermark()
    {
        var held = new HeldReadings(Window);
        held.MarkHeld(1, 50);
        held.MarkRejected(1, 7_258_118_400_000);

        Assert.Equal(("held", "new"), (Judge(held, 1, 7_258_118_400_000), Judge(held, 1, 51)));
    }

    [Fact]
    public void Time_OlderThanTheWindow_IsForgottenAndLate()
    {
        var held = new HeldReadings(Window);
        held.MarkHeld(1, 50);
        held.MarkHeld(1, 150);
        Assert.Equal("held", Judge(held, 1, 50));

        held.MarkHeld(1, 151);

        Assert.Equal(("late", "held"), (Judge(held, 1, 50), Judge(held, 1, 150)));
    }

    [Fact]
    public void Sensor_SilentForLong_IsForgottenAndNew()
    {
        var held = new HeldReadings(Window);
        held.MarkHeld(1, 50);
        held.MarkHeld(2, 60);

        held.ForgetBefore(60);

        Assert.Equal(1, held.Sensors);
        Assert.Equal(("new", "held"), (Judge(held, 1, 50), Judge(held, 2, 60)));
    }

    [Fact]
    public void Memory_OfOneSensor_IsBounded()
    {
        var times = new SensorTimes();
        for (var time = 0; time < 10_000; time++)
            times.Add(time, raises: time % 2 == 0, windowMs: long.MaxValue / 2);

        Assert.Equal(9_998, times.Watermark);
        Assert.Equal(SensorTimes.MaxTimes, Enumerable.Range(0, 10_000).Count(time => times.Contains(time)));
    }

    /// <summary>Against plain sets of what was marked: what is called held is marked; new and late differ by the newest time held.</summary>
    [Property(MaxTest = 300)]
    public void RandomMarks_AgreeWithAPlainModel(int seed)
    {
        var random = new Random(seed);
        var held = new HeldReadings(Window);
        var marked = new HashSet<(long Sensor, long Time)>();
        var watermarks = new Dictionary<long, long>();
        for (var step = 0; step < 60; step++)
        {
            var (sensor, time) = ((long)random.Next(3), (long)random.Next(300));
            if (random.Next(4) == 0)
            {
                held.MarkRejected(sensor, time);
            }
            else
            {
                held.MarkHeld(sensor, time);
                watermarks[sensor] = Math.Max(time, watermarks.GetValueOrDefault(sensor, long.MinValue));
            }

            marked.Add((sensor, time));
            for (var probe = 0; probe < 10; probe++)
                AssertJudged(held, marked, watermarks, random.Next(4), random.Next(320));
        }
    }

    private static void AssertJudged(HeldReadings held, HashSet<(long Sensor, long Time)> marked, Dictionary<long, long> watermarks, long sensor, long time)
    {
        var verdict = Judge(held, sensor, time);
        var known = watermarks.TryGetValue(sensor, out var watermark);
        var remembered = marked.Contains((sensor, time)) && (!known || time >= watermark - (long)Window.TotalMilliseconds);
        if (remembered && verdict != "held")
        {
            // Only a rejected time that fell below the window before may have been forgotten; then it is looked up again.
            Assert.Equal("late", verdict);
            return;
        }

        Assert.Equal(remembered ? "held" : known && time <= watermark ? "late" : "new", verdict);
    }

    private static string Judge(HeldReadings held, long sensor, long time)
    {
        var reading = new Reading { SensorId = sensor, TimeMs = time, AveragingMinutes = 5, Measurements = [] };
        var classified = held.Classify([reading]);
        Assert.Equal(1, classified.New.Count + classified.Held.Count + classified.Late.Count);
        return classified.New.Count == 1 ? "new" : classified.Held.Count == 1 ? "held" : "late";
    }
}
