using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>The types a stored value can have. The numbers are in the file.</summary>
internal enum ValueKind
{
    /// <summary>DOUBLE: its 64 bits.</summary>
    Double = 0,

    /// <summary>BIGINT.</summary>
    BigInt = 1,

    /// <summary>BOOLEAN: 0 or 1.</summary>
    Boolean = 2,

    /// <summary>VARCHAR: UTF-8.</summary>
    Varchar = 3,

    /// <summary>TIMESTAMP: nanoseconds since 1970 UTC.</summary>
    Timestamp = 4,
}

/// <summary>What follows from a value's type.</summary>
internal static class ValueKinds
{
    /// <summary>The type that queries see.</summary>
    public static SqlType ToSqlType(this ValueKind kind) => kind switch
    {
        ValueKind.Double => SqlType.Double,
        ValueKind.BigInt => SqlType.BigInt,
        ValueKind.Boolean => SqlType.Boolean,
        ValueKind.Varchar => SqlType.Varchar,
        ValueKind.Timestamp => SqlType.Timestamp,
        _ => throw new StorageException(FormattableString.Invariant($"The data file holds an unknown value type, {(int)kind}.")),
    };

    /// <summary>The type's name in lower case, as columns and messages print it.</summary>
    public static string ToName(this ValueKind kind) => kind.ToSqlType().DisplayName;

    /// <summary>The kind of records that have one measure of this type.</summary>
    public static RecordKinds ToRecordKind(this ValueKind kind) => (RecordKinds)(1 << (int)kind);
}
