using System.Text;
using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>A column that writes have made; <c>measure_name</c> and <c>time</c> are in every table and are not stored as columns.</summary>
/// <param name="Id">Its number in the table, from 0: what rows refer to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">Dimension, scalar measure or multi measure.</param>
/// <param name="Kind">Its type.</param>
internal sealed record StoredColumn(int Id, string Name, ColumnRole Role, ValueKind Kind)
{
    /// <summary>The name's bytes: names are compared as UTF-8.</summary>
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}
