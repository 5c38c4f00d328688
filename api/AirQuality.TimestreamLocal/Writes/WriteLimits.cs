using System.Globalization;
using System.Text;
using AirQuality.TimestreamLocal.Catalog;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>The limits that a record alone can break (Timestream developer guide, Quotas); the table's are in
/// <see cref="TableLimits"/>.</summary>
internal sealed class WriteLimits(WriteRequest request, TableProperties table)
{
    /// <summary>Measures of a MULTI record.</summary>
    public const int MostMeasures = 256;

    private const int MostDimensions = 128;
    private const int LargestValues = 2048;
    private const int LargestDimensions = 2048;
    private const int NumberSize = 8;
    private readonly byte[]? _required = RequiredDimension(table);

    /// <summary>Why a record is rejected; null where it keeps within the limits.</summary>
    public string? Breach(PreparedWrite write, Range dimensions, Range measures)
    {
        int dimensionCount = dimensions.End.Value - dimensions.Start.Value;
        if (dimensionCount > MostDimensions)
            return Message($"The record has {dimensionCount} dimensions; the limit is {MostDimensions}.");
        int measureCount = measures.End.Value - measures.Start.Value;
        if (measureCount > MostMeasures)
            return Message($"The record has {measureCount} measures; the limit is {MostMeasures}.");
        int dimensionSize = SizeOfDimensions(write, dimensions, out bool hasRequired);
        if (dimensionSize > LargestDimensions)
            return Message($"The record's dimensions, names and values, take {dimensionSize} bytes; the limit is {LargestDimensions}.");
        int valueSize = SizeOfValues(write, measures);
        if (valueSize > LargestValues)
            return Message($"The record's measure values take {valueSize} bytes; the limit is {LargestValues}.");
        return hasRequired ? null : "The record does not have the dimension that the table's partition key requires.";
    }

    private int SizeOfDimensions(PreparedWrite write, Range dimensions, out bool hasRequired)
    {
        int size = 0;
        hasRequired = _required is null;
        for (int i = dimensions.Start.Value; i < dimensions.End.Value; i++)
        {
            var dimension = write.Dimensions[i];
            size += dimension.Name.Length + dimension.Value.Length;
            hasRequired = hasRequired || request.Utf8(dimension.Name).SequenceEqual(_required);
        }

        return size;
    }

    private static int SizeOfValues(PreparedWrite write, Range measures)
    {
        int size = 0;
        for (int i = measures.Start.Value; i < measures.End.Value; i++)
        {
            size += write.Measures[i].Kind switch
            {
                ValueKind.Varchar => write.Measures[i].Text.Length,
                ValueKind.Boolean => 1,
                _ => NumberSize,
            };
        }

        return size;
    }

    private static byte[]? RequiredDimension(TableProperties table) =>
        table.Schema.CompositePartitionKey is [{ Type: "DIMENSION", EnforcementInRecord: "REQUIRED", Name: { } name }, ..]
            ? Encoding.UTF8.GetBytes(name)
            : null;

    private static string Message(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
