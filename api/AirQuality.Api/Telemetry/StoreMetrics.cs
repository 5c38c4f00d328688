using System.Diagnostics.Metrics;
using AirQuality.Api.Store;

namespace AirQuality.Api.Telemetry;

/// <summary>How an attempt to look at the store ended.</summary>
internal enum StoreLook
{
    /// <summary>Something was written; the newest readings were read.</summary>
    Changed,

    /// <summary>Nothing was written.</summary>
    Unchanged,

    /// <summary>The store gave no answer.</summary>
    Failed,
}

/// <summary>What the watch over the store does and sees.</summary>
internal sealed class StoreMetrics
{
    private readonly TimeProvider _time;
    private readonly Counter<long> _looks;
    private StoreSnapshot? _seen;

    /// <summary>Makes the instruments.</summary>
    public StoreMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(ApiActivity.Name);
        _looks = meter.CreateCounter<long>("airquality.store.looks", "{look}", "How often the store was looked at, by outcome.");
        meter.CreateObservableGauge("airquality.view.sensors", () => Observe(seen => seen.Readings.Count), "{sensor}", "Sensors in the resident view.");
        meter.CreateObservableGauge("airquality.view.age", () => Observe(seen => AgeOf(seen.ChangedAt)), "s", "Time since the view last changed.");
        meter.CreateObservableGauge("airquality.readings.age", () => Observe(seen => seen.Newest is { } newest ? AgeOf(newest) : null), "s", "Age of the newest reading.");
    }

    /// <summary>Counts a look at the store.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="seen">What is served now; null for nothing.</param>
    public void Looked(StoreLook outcome, StoreSnapshot? seen)
    {
        Volatile.Write(ref _seen, seen);
        _looks.Add(1, new KeyValuePair<string, object?>("outcome", outcome switch
        {
            StoreLook.Changed => "changed",
            StoreLook.Unchanged => "unchanged",
            _ => "failed",
        }));
    }

    private double AgeOf(DateTimeOffset then) => (_time.GetUtcNow() - then).TotalSeconds;

    // Without a view there is nothing to tell, and no number that could be taken for one.
    private IEnumerable<Measurement<double>> Observe(Func<StoreSnapshot, double?> value) =>
        Volatile.Read(ref _seen) is { } seen && value(seen) is { } number ? [new(number)] : [];
}
