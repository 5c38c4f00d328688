using System.Text.Json;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Binding;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>PrepareQuery: checks a query and says its columns and the types of its <c>@parameters</c>. It takes its turn with the queries
/// that run: a short text can mean an enormous plan.</summary>
internal sealed class PrepareQuery(QueryEngine engine, QuerySessions sessions)
{
    /// <summary>Answers a call.</summary>
    public async Task HandleAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = call.Read(QueryJson.Default.PrepareQueryRequest);
        request.Check();
        await sessions.Running.WaitAsync(cancellationToken);
        try
        {
            Write(call.Json, request.QueryString!, engine.Describe(request.QueryString!));
        }
        catch (SqlException exception)
        {
            throw ServiceException.Validation(exception.Message);
        }
        finally
        {
            sessions.Running.Release();
        }
    }

    private static void Write(Utf8JsonWriter json, string sql, QueryDescription description)
    {
        json.WriteStartObject();
        json.WriteString("QueryString"u8, sql);
        json.WriteStartArray("Columns"u8);
        foreach (var column in description.Columns)
            WriteColumn(json, column);
        json.WriteEndArray();
        json.WriteStartArray("Parameters"u8);
        foreach (var parameter in description.Parameters)
            ColumnInfo.WriteOne(json, parameter.Name, parameter.Type);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A column that is an expression has no database and no table.</summary>
    private static void WriteColumn(Utf8JsonWriter json, OutputColumn column)
    {
        json.WriteStartObject();
        json.WriteString("Name"u8, column.Name);
        ColumnInfo.WriteType(json, column.Type);
        if (column.Origin is { Database: { } database, Table: { } table })
        {
            json.WriteString("DatabaseName"u8, database);
            json.WriteString("TableName"u8, table);
        }

        json.WriteBoolean("Aliased"u8, column.Origin.IsAliased);
        json.WriteEndObject();
    }
}
