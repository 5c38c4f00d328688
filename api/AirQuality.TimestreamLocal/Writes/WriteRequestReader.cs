using System.Globalization;
using System.Text.Json;
using AirQuality.TimestreamLocal.Protocol;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>Reads the JSON of WriteRecords into a <see cref="WriteRequest"/> and notes breaches of the service model.</summary>
internal sealed class WriteRequestReader
{
    private const int MostRecords = 100;
    private const int MostDimensions = 128;
    private const int LongestValue = 2048;
    private const int LongestTime = 256;
    private readonly Constraints _constraints = new();
    private readonly WriteRequest _request;
    private int _used;

    private WriteRequestReader(byte[] buffer) => _request = new WriteRequest(buffer);

    /// <summary>Reads a body. Its texts are kept in <paramref name="buffer"/>, which must be at least as long.</summary>
    /// <exception cref="ServiceException">SerializationException, or ValidationException with every breach.</exception>
    public static WriteRequest Read(ReadOnlySpan<byte> body, byte[] buffer)
    {
        var reader = new WriteRequestReader(buffer);
        try
        {
            reader.ReadRequest(body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is no valid UTF-8, or a lone surrogate.
            throw ServiceException.Serialization($"The body is not valid JSON: {exception.Message}");
        }

        reader._constraints.ThrowIfAny();
        return reader._request;
    }

    private void ReadRequest(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw JsonMembers.WrongType(json.TokenType, "a Structure", "body");
        while (json.NextMember())
        {
            if (json.ValueTextEquals("DatabaseName"u8))
                _request.Database = json.Text("DatabaseName");
            else if (json.ValueTextEquals("TableName"u8))
                _request.Table = json.Text("TableName");
            else if (json.ValueTextEquals("CommonAttributes"u8))
                ReadCommon(ref json);
            else if (json.ValueTextEquals("Records"u8))
                ReadRecords(ref json);
            else
                json.Skip();
        }

        _constraints.Required(_request.Database, "databaseName");
        _constraints.Required(_request.Table, "tableName");
        if (_constraints.Required(_request.Records, "records") && _request.Records!.Count is 0 or > MostRecords)
            AddSize("records", _request.Records.Count, 1, MostRecords);
    }

    private void ReadCommon(ref Utf8JsonReader json)
    {
        if (json.EnterObject("CommonAttributes"))
            _request.Common = ReadRecord(ref json, "commonAttributes");
    }

    private void ReadRecords(ref Utf8JsonReader json)
    {
        if (!json.EnterArray("Records"))
            return;
        List<RecordDraft> records = [];
        while (json.NextElement())
        {
            if (json.TokenType != JsonTokenType.StartObject)
                throw JsonMembers.WrongType(json.TokenType, "a Structure", "Records");
            records.Add(ReadRecord(ref json, MemberPath.Of("records", records.Count)));
        }

        _request.Records = records;
    }

    private RecordDraft ReadRecord(ref Utf8JsonReader json, MemberPath path)
    {
        var record = new RecordDraft();
        while (json.NextMember())
        {
            if (json.ValueTextEquals("Dimensions"u8))
                record.Dimensions = ReadDimensions(ref json, path);
            else if (json.ValueTextEquals("MeasureName"u8))
                record.MeasureName = ReadText(ref json, "MeasureName", 1, int.MaxValue, path);
            else if (json.ValueTextEquals("MeasureValue"u8))
                record.MeasureValue = ReadText(ref json, "MeasureValue", 1, LongestValue, path);
            else if (json.ValueTextEquals("MeasureValueType"u8))
                record.Type = ReadType(ref json, "MeasureValueType", path);
            else if (json.ValueTextEquals("MeasureValues"u8))
                (record.Measures, record.HasMeasures) = ReadMeasures(ref json, path);
            else if (json.ValueTextEquals("Time"u8))
                record.Time = ReadText(ref json, "Time", 1, LongestTime, path);
            else if (json.ValueTextEquals("TimeUnit"u8))
                record.Unit = ReadUnit(ref json, path);
            else if (json.ValueTextEquals("Version"u8))
                record.Version = ReadVersion(ref json, path);
            else
                json.Skip();
        }

        return record;
    }

    private Range ReadDimensions(ref Utf8JsonReader json, MemberPath record)
    {
        int start = _request.Dimensions.Count;
        if (!json.EnterArray("Dimensions"))
            return start..start;
        for (int index = 0; json.NextElement(); index++)
            _request.Dimensions.Add(ReadDimension(ref json, record.Member("dimensions", index)));
        int count = _request.Dimensions.Count - start;
        if (count > MostDimensions)
            AddSize(record.Member("dimensions").ToString(), count, 0, MostDimensions);
        return start..(start + count);
    }

    private DimensionDraft ReadDimension(ref Utf8JsonReader json, MemberPath path)
    {
        TextSpan? name = null, value = null;
        while (json.NextMember())
        {
            if (json.ValueTextEquals("Name"u8))
                name = ReadText(ref json, "Name", 1, int.MaxValue, path);
            else if (json.ValueTextEquals("Value"u8))
                value = ReadText(ref json, "Value", 0, int.MaxValue, path);
            else if (json.ValueTextEquals("DimensionValueType"u8))
                _constraints.OneOf(json.Text("DimensionValueType"), path.Member("dimensionValueType").ToString(), "VARCHAR");
            else
                json.Skip();
        }

        return new(Required(name, path, "name"), Required(value, path, "value"));
    }

    private (Range Measures, bool Sent) ReadMeasures(ref Utf8JsonReader json, MemberPath record)
    {
        int start = _request.Measures.Count;
        if (!json.EnterArray("MeasureValues"))
            return (start..start, false);
        for (int index = 0; json.NextElement(); index++)
            _request.Measures.Add(ReadMeasure(ref json, record.Member("measureValues", index)));
        return (start.._request.Measures.Count, true);
    }

    private MeasureDraft ReadMeasure(ref Utf8JsonReader json, MemberPath path)
    {
        TextSpan? name = null, value = null;
        MeasureType? type = null;
        while (json.NextMember())
        {
            if (json.ValueTextEquals("Name"u8))
                name = ReadText(ref json, "Name", 1, int.MaxValue, path);
            else if (json.ValueTextEquals("Value"u8))
                value = ReadText(ref json, "Value", 1, LongestValue, path);
            else if (json.ValueTextEquals("Type"u8))
                type = ReadType(ref json, "Type", path);
            else
                json.Skip();
        }

        if (type is null)
            _constraints.Required(null, path.Member("type").ToString());
        return new(Required(name, path, "name"), Required(value, path, "value"), type ?? default);
    }

    private TextSpan Required(TextSpan? span, MemberPath path, string member)
    {
        if (span is null)
            _constraints.Required(null, path.Member(member).ToString());
        return span ?? default;
    }

    /// <summary>Copies a text, unescaped, into the request's buffer; checks its length in characters.</summary>
    private TextSpan? ReadText(ref Utf8JsonReader json, string member, int min, int max, MemberPath path)
    {
        if (!json.EnterText(member))
            return null;
        var span = new TextSpan(_used, json.CopyString(_request.Text.AsSpan(_used)));
        _used += span.Length;
        if (span.Length < min || span.Length > max)
            _constraints.Length(_request.String(span), path.Member(CamelCase(member)).ToString(), min, max);
        return span;
    }

    private MeasureType? ReadType(ref Utf8JsonReader json, string member, MemberPath path)
    {
        if (!json.EnterText(member))
            return null;
        var type = WireNames.MeasureTypeOf(json);
        if (type is null)
            _constraints.OneOf(json.GetString(), path.Member(CamelCase(member)).ToString(), WireNames.MeasureTypes);
        return type ?? MeasureType.Multi;
    }

    private TimeUnit? ReadUnit(ref Utf8JsonReader json, MemberPath path)
    {
        if (!json.EnterText("TimeUnit"))
            return null;
        var unit = WireNames.TimeUnitOf(json);
        if (unit is null)
            _constraints.OneOf(json.GetString(), path.Member("timeUnit").ToString(), WireNames.TimeUnits);
        return unit;
    }

    private long? ReadVersion(ref Utf8JsonReader json, MemberPath path)
    {
        long? version = json.Int64("Version");
        if (version < 1)
            _constraints.Range(version, path.Member("version").ToString(), 1, long.MaxValue);
        return version;
    }

    private void AddSize(string path, int size, int min, int max)
    {
        string bound = size < min
            ? string.Create(CultureInfo.InvariantCulture, $"Member must have length greater than or equal to {min}")
            : string.Create(CultureInfo.InvariantCulture, $"Member must have length less than or equal to {max}");
        _constraints.Add(string.Create(CultureInfo.InvariantCulture, $"[{size} members]"), path, bound);
    }

    private static string CamelCase(string member) => string.Concat(member[..1].ToLowerInvariant(), member.AsSpan(1));
}
