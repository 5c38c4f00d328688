namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>
/// What Grafana's plugin SDK makes of a frame that has a time, text and values: one time field, and a field for each value column and set of
/// labels.
/// </summary>
internal static class LongToWide
{
    /// <summary>Converts a long frame; any other comes back as it is.</summary>
    public static Frame Convert(Frame frame)
    {
        var index = frame.Fields.FirstOrDefault(field => field.Type == FrameType.Time);
        FrameField[] factors = [.. frame.Fields.Where(field => field.Type is FrameType.String or FrameType.Bool)];
        FrameField[] columns = [.. frame.Fields.Where(field => field != index && !factors.Contains(field))];
        if (index is null || factors.Length == 0 || columns.Length == 0)
            return frame;

        var times = new List<object?>();
        var series = new Dictionary<(string Column, string Labels), (FrameField Field, List<object?> Values)>();
        for (var row = 0; row < frame.Length; row++)
        {
            var time = index.Values[row] ?? throw new InvalidDataException("can not convert to wide series, input has null time values");
            if (times is not [.., var last] || !Equals(last, time))
                Begin((DateTimeOffset)time);
            var labels = factors.ToDictionary(factor => factor.Name, factor => Label(factor.Values[row]), StringComparer.Ordinal);
            foreach (var column in columns)
                Find(column, labels)[^1] = column.Values[row];
        }
        return new Frame([index with { Values = times }, .. series.Values.Select(one => one.Field with { Values = one.Values })]);

        void Begin(DateTimeOffset time)
        {
            if (times is [.., DateTimeOffset last] && time < last)
                throw new InvalidDataException("long series must be sorted ascending by time to be converted");
            times.Add(time);
            foreach (var (_, values) in series.Values)
                values.Add(null);
        }

        List<object?> Find(FrameField column, Dictionary<string, string> labels)
        {
            var key = (column.Name, string.Join('\0', labels.Values));
            if (!series.TryGetValue(key, out var found))
                series[key] = found = (column with { Labels = labels }, [.. Enumerable.Repeat<object?>(null, times.Count)]);
            return found.Values;
        }
    }

    private static string Label(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        _ => (string)value,
    };
}
