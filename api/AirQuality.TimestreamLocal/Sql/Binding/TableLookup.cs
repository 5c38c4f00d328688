using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Syntax;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>Finds a table by its written name.</summary>
internal static class TableLookup
{
    /// <exception cref="SqlException">There is no such database or table, or the name has not two parts.</exception>
    public static TableSchema Find(IRowSource source, TableName name)
    {
        var at = name.Position;
        if (name.Parts.Count != 2)
        {
            var written = string.Join('.', name.Parts.Select(part => part.Text));
            throw new SqlException(at, $"Table '{written}' does not exist; a table is named with its database, \"database\".\"table\"");
        }

        var (database, table) = (name.Parts[0].Text, name.Parts[1].Text);
        if (source.Tables(database) is null)
        {
            var message = $"Requested database '{database}' not found for identifier '{database}.{table}' at {at}";
            throw new SqlException(message) { Position = at };
        }

        return source.FindTable(database, table) ?? throw new SqlException(at, $"Table '{database}.{table}' does not exist");
    }
}
