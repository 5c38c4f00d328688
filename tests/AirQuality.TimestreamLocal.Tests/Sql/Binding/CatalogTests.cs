using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Tests.Sql.Binding;

public sealed class CatalogTests
{
    private static readonly Ask Dataset = Ask.Dataset;

    [Theory]
    [InlineData("SHOW DATABASES", "'aq'")]
    [InlineData("SHOW DATABASES LIKE 'x%'", "")]
    [InlineData("SHOW TABLES", "'s' 't'")]
    [InlineData("SHOW TABLES FROM \"aq\" LIKE '_'", "'s' 't'")]
    [InlineData("show tables from aq like 's'", "'s'")]
    [InlineData("SHOW MEASURES FROM aq.s", "'site' | 'multi' | [['sensor_id','varchar']]")]
    [InlineData("SHOW MEASURES FROM aq.s LIKE 'a%'", "")]
    [InlineData("DESCRIBE aq.s", "'sensor_id' | 'varchar' | 'DIMENSION' 'measure_name' | 'varchar' | 'MEASURE_NAME' 'time' | 'timestamp' | 'TIMESTAMP' "
        + "'name' | 'varchar' | 'MULTI' 'lat' | 'double' | 'MULTI' 'lon' | 'double' | 'MULTI'")]
    public void Statement_AboutTheCatalog_GivesItsRows(string sql, string rows) => Assert.Equal(rows, string.Join(' ', Dataset.Rows(sql)));

    [Theory]
    [InlineData("SHOW DATABASES", "Database varchar")]
    [InlineData("SHOW TABLES", "Table varchar")]
    [InlineData("SHOW MEASURES FROM aq.s", "measure_name varchar, data_type varchar, dimensions array(row(dimension_name varchar, data_type varchar))")]
    [InlineData("DESCRIBE aq.s", "Column varchar, Type varchar, Timestream attribute type varchar")]
    public void Statement_AboutTheCatalog_HasTheServicesColumns(string sql, string columns) => Assert.Equal(columns, Dataset.Columns(sql));

    [Theory]
    [InlineData("SHOW TABLES FROM nosuch", "line 1:18: Database 'nosuch' does not exist")]
    [InlineData("SHOW MEASURES FROM aq.nosuch", "line 1:20: Table 'aq.nosuch' does not exist")]
    [InlineData("DESCRIBE nosuch.t", "Requested database 'nosuch' not found for identifier 'nosuch.t' at line 1:10")]
    public void Statement_AboutWhatIsNotThere_IsRefused(string sql, string message) => Assert.Equal(message, Dataset.Error(sql));

    [Fact]
    public void ShowMeasures_ScalarRecords_NamesTheirTypes()
    {
        var schema = new TableSchema("db", "t",
        [
            new TableColumn("station", SqlType.Varchar, ColumnRole.Dimension),
            new TableColumn("measure_name", SqlType.Varchar, ColumnRole.MeasureName),
            new TableColumn("time", SqlType.Timestamp, ColumnRole.Time),
            new TableColumn("measure_value::double", SqlType.Double, ColumnRole.ScalarMeasure),
            new TableColumn("measure_value::bigint", SqlType.BigInt, ColumnRole.ScalarMeasure),
        ]);
        object?[][] rows = [["x", "pm", 0L, 1.5, null], [null, "count", 1L, null, 3L], ["y", "count", 2L, null, 4L]];
        var ask = new Ask(new MemoryRowSource().Add(schema, rows));
        Assert.Equal(["'count' | 'bigint' | [['station','varchar']]", "'pm' | 'double' | [['station','varchar']]"], ask.Rows("SHOW MEASURES FROM db.t"));
    }
}
