using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>Keeps the place of a stored column that no expression of the query names and that was therefore not read.</summary>
internal sealed class UnreadVector(SqlType type, int count) : Vector(type, count, null)
{
    /// <inheritdoc />
    public override object? this[int row] => throw new InvalidOperationException("A column was used that the scan did not read");
}
