using System.Globalization;
using AirQuality.TimestreamLocal.Catalog;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>
/// Merges each record with the common attributes and checks what can be checked without the table's content. Malformed input (a
/// missing name, a value that is none of its type, one dimension twice) fails the whole request with a ValidationException, as the
/// service does; a time outside the window and a breach of a limit reject the record alone (Timestream API, RejectedRecord).
/// </summary>
internal sealed class RecordPreparer(WriteRequest request, TableProperties table, DateTimeOffset now)
{
    private readonly PreparedWrite _write = new(request);
    private readonly IngestionWindow _window = new(table, now);
    private readonly WriteLimits _limits = new(request, table);

    /// <summary>The request's records, ready to be stored, and those already rejected.</summary>
    /// <exception cref="ServiceException">ValidationException: the request is malformed.</exception>
    public PreparedWrite Prepare()
    {
        for (int index = 0; index < request.Records!.Count; index++)
            Prepare(index, request.Records[index]);
        return _write;
    }

    private void Prepare(int index, RecordDraft record)
    {
        var common = request.Common;
        var unit = record.Unit ?? common.Unit ?? TimeUnit.Milliseconds;
        var name = record.MeasureName ?? common.MeasureName ?? throw Malformed(index, "measureName", "a record needs a measure name");
        var dimensions = MergeDimensions(index, record.Dimensions, common.Dimensions);
        var type = record.Type ?? common.Type ?? new MeasureType(ValueKind.Double);
        var measures = type.Kind is { } kind
            ? ScalarMeasure(index, record, kind, unit)
            : NamedMeasures(index, record.HasMeasures ? record : common, unit);
        var time = MeasureParser.ParseTime(request, record.Time ?? common.Time, unit);

        var store = _window.StoreOf(time);
        string? reason = store == RecordStore.Outside ? _window.Reason : _limits.Breach(_write, dimensions, measures);
        if (reason is null)
        {
            long version = record.Version ?? common.Version ?? 1;
            _write.Records.Add(new(
                index, dimensions, name, type.Kind is null, measures, (long)time, version, store == RecordStore.Magnetic));
        }
        else
        {
            _write.Rejected.Add(new(index, reason));
        }
    }

    private Range MergeDimensions(int index, Range own, Range common)
    {
        var merged = _write.Dimensions;
        int start = merged.Count;
        AddSorted(common, start);
        AddSorted(own, start);
        for (int i = start; i < merged.Count; i++)
        {
            if (merged[i].Value.Length == 0)
                throw Malformed(index, "dimensions", $"the value of '{request.String(merged[i].Name)}' is empty; leave the dimension out");
            if (i > start && Compare(merged[i - 1].Name, merged[i].Name) == 0)
                throw Malformed(index, "dimensions", $"the dimension '{request.String(merged[i].Name)}' is given twice");
        }

        return start..merged.Count;
    }

    /// <summary>Inserts each dimension where its name belongs: the order makes equal sets equal keys.</summary>
    private void AddSorted(Range range, int start)
    {
        var merged = _write.Dimensions;
        for (int i = range.Start.Value; i < range.End.Value; i++)
        {
            var dimension = request.Dimensions[i];
            int at = merged.Count;
            while (at > start && Compare(merged[at - 1].Name, dimension.Name) > 0)
                at--;
            merged.Insert(at, dimension);
        }
    }

    private Range ScalarMeasure(int index, RecordDraft record, ValueKind kind, TimeUnit unit)
    {
        if (kind == ValueKind.Timestamp)
            throw ServiceException.Validation("TIMESTAMP is an invalid measure value type.");
        if (record.HasMeasures || (record.MeasureValue is null && request.Common.HasMeasures))
            throw Malformed(index, "measureValues", "measure values need the measure value type MULTI");
        var value = record.MeasureValue ?? request.Common.MeasureValue ?? throw Malformed(index, "measureValue", "a record needs a value");
        int start = _write.Measures.Count;
        _write.Measures.Add(MeasureParser.Parse(request, default, value, kind, unit));
        return start..(start + 1);
    }

    private Range NamedMeasures(int index, RecordDraft source, TimeUnit unit)
    {
        if (source.MeasureValue is not null)
            throw Malformed(index, "measureValue", "a record of type MULTI has measure values, not one measure value");
        int start = _write.Measures.Count;
        var drafts = source.Measures;
        if (drafts.Start.Value == drafts.End.Value)
            throw Malformed(index, "measureValues", "a record of type MULTI needs at least one measure value");
        for (int i = drafts.Start.Value; i < drafts.End.Value; i++)
        {
            var draft = request.Measures[i];
            if (draft.Type.Kind is not { } kind)
                throw ServiceException.Validation("MULTI is an invalid measure value type.");
            if (i - drafts.Start.Value < WriteLimits.MostMeasures)
                CheckUnique(index, drafts.Start.Value, i);
            _write.Measures.Add(MeasureParser.Parse(request, draft.Name, draft.Value, kind, unit));
        }

        return start.._write.Measures.Count;
    }

    /// <summary>Compares a measure's name with those before it. A record of more than the limit is rejected for that, not
    /// searched.</summary>
    private void CheckUnique(int index, int first, int measure)
    {
        var name = request.Measures[measure].Name;
        for (int earlier = first; earlier < measure; earlier++)
        {
            if (Compare(request.Measures[earlier].Name, name) == 0)
                throw Malformed(index, "measureValues", $"the measure '{request.String(name)}' is given twice");
        }
    }

    private int Compare(TextSpan a, TextSpan b) => request.Utf8(a).SequenceCompareTo(request.Utf8(b));

    private static ServiceException Malformed(int index, string member, string problem) => ServiceException.Validation(
        string.Create(CultureInfo.InvariantCulture, $"Invalid value at 'records.{index + 1}.member.{member}': {problem}."));
}
