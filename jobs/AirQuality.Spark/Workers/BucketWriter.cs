using AirQuality.Core.Records;
using AirQuality.Timestream.Writing;
using Apache.Arrow;
using Apache.Arrow.Types;
using Sql = Microsoft.Spark.Sql.Types;

namespace AirQuality.Spark.Workers;

/// <summary>
/// The per-partition write: <c>bucket, time_ms, record</c> of one bucket in, <c>bucket, outcome</c> out. A bucket that runs again writes
/// the same records, which changes nothing. An outage is an outcome; anything else that goes wrong is left to Spark, which runs the task
/// again and fails the job when that does not help.
/// </summary>
internal static class BucketWriter
{
    /// <summary>The columns that come back.</summary>
    public static readonly Sql.StructType Result = new(
    [
        new Sql.StructField("bucket", new Sql.IntegerType()),
        new Sql.StructField("outcome", new Sql.StringType()),
    ]);

    private static readonly Schema ResultSchema = new(
        [new Field("bucket", Int32Type.Default, nullable: true), new Field("outcome", StringType.Default, nullable: true)], null);

    /// <summary>The function for a grouped map; it captures the table's settings as text.</summary>
    public static Func<RecordBatch, RecordBatch> For(string table) => bucket => Write(bucket, table);

    private static RecordBatch Write(RecordBatch bucket, string table)
    {
        var records = Records(bucket);

        // Spark's contract is synchronous, and the task's thread has nothing else to do.
        var result = WorkerTable.Writer(table).WriteAsync(records).GetAwaiter().GetResult();
        return Answer(((Int32Array)bucket.Column("bucket")).GetValue(0) ?? -1, BucketOutcome.Of(result).ToJson());
    }

    private static List<AirRecord> Records(RecordBatch bucket)
    {
        var (times, texts) = ((Int64Array)bucket.Column("time_ms"), (StringArray)bucket.Column("record"));
        var records = new List<AirRecord>(bucket.Length);
        for (var row = 0; row < bucket.Length; row++)
            records.Add(RecordText.Read(texts.GetString(row)) with { TimeMs = times.GetValue(row)!.Value });
        return records;
    }

    private static RecordBatch Answer(int bucket, string outcome) => new(
        ResultSchema, [new Int32Array.Builder().Append(bucket).Build(), new StringArray.Builder().Append(outcome).Build()], 1);
}
