namespace AirQuality.Core.Archive;

/// <summary>Why a whole file, or a row of one, could not be used; stable codes for reports.</summary>
public static class ArchiveDamage
{
    /// <summary>A file of no bytes.</summary>
    public const string Empty = "empty";

    /// <summary>A gzip file that ends early, is of another length than it says, or is no gzip inside.</summary>
    public const string CutShort = "cut_short";

    /// <summary>A file that unpacks to more than a day can hold.</summary>
    public const string TooLarge = "too_large";

    /// <summary>A file whose first line does not name the columns that every archive file has.</summary>
    public const string ForeignHeader = "foreign_header";

    /// <summary>A file of a type that the exporter does not know: it has no column of values.</summary>
    public const string NoValueColumns = "no_value_columns";

    /// <summary>A row with another number of columns than the header: a line without <c>;</c>, or a cut one.</summary>
    public const string WrongColumnCount = "wrong_column_count";

    /// <summary>A row whose sensor id is not the one in the file's name.</summary>
    public const string OtherSensor = "other_sensor";

    /// <summary>A row whose timestamp is no date and time.</summary>
    public const string BadTimestamp = "bad_timestamp";

    /// <summary>A row of another day than the one in the file's name.</summary>
    public const string OtherDay = "other_day";

    /// <summary>A row without a readable sensor type.</summary>
    public const string BadSensorType = "bad_sensor_type";

    /// <summary>
    /// A row whose latitude or longitude is text: a spreadsheet went over the file and may have changed the other cells as well, so
    /// none of them can be believed.
    /// </summary>
    public const string BadCoordinates = "bad_coordinates";
}
