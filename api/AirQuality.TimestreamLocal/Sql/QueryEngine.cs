using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;
namespace AirQuality.TimestreamLocal.Sql;
internal sealed class QueryEngine(IRowSource source) { public PreparedQuery Prepare(string sql) => throw new SqlException(source.Databases.Count + sql); }
internal sealed class PreparedQuery(IReadOnlyList<ResultColumn> columns, IEnumerable<Batch> rows) { public IReadOnlyList<ResultColumn> Columns => columns; public IEnumerable<Batch> Run(QueryContext context) => rows; }
internal readonly record struct ResultColumn(string Name, SqlType Type);
