using AirQuality.Core.Index;

namespace AirQuality.Core.Readings;

/// <summary>Judges single values, before anything is averaged or indexed.</summary>
internal static class ValueFilter
{
    public const string UnusableName = "unusable_name";
    public const string Diagnostic = "diagnostic";
    public const string SensorType = "sensor_type";
    public const string NotANumber = "not_a_number";
    public const string Negative = "negative";
    public const string OutOfRange = "out_of_range";
    public const string DuplicateValue = "duplicate_value";
    public const string TooManyValues = "too_many_values";
    public const string BadCoordinates = "bad_coordinates";
    public const string BadAltitude = "bad_altitude";
    public const string BadCountry = "bad_country";
    public const string TextTooLong = "text_too_long";

    /// <summary>Whether two numbers are a place on Earth; 0,0 is what devices report that do not know where they are.</summary>
    public static bool IsPosition(double? latitude, double? longitude) =>
        latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180 && (latitude, longitude) != (0, 0);

    /// <summary>Judges one value.</summary>
    /// <param name="quantity">What the value is; null when the feed does not say.</param>
    /// <param name="sensorType">The type of the sensor; null when the feed does not say.</param>
    /// <param name="text">The value as the feed has it.</param>
    public static JudgedValue Judge(Quantity? quantity, SensorType? sensorType, ReadOnlySpan<byte> text)
    {
        if (ReasonAgainst(quantity, sensorType, text, out var number, out var value) is { } reason)
            return JudgedValue.Refused(reason);
        return quantity!.Pollutant is { } pollutant && Concentration.TryCreate(number, out var concentration, out _)
            ? new JudgedValue(null, value, IndexStandard.UkDaqi.IndexOf(pollutant, concentration))
            : new JudgedValue(null, value, null);
    }

    /// <summary>Why a value is left out, null when it is kept; no index yet, for values that are averaged first.</summary>
    /// <param name="quantity">What the value is; null when the feed does not say.</param>
    /// <param name="sensorType">The type of the sensor; null when the feed does not say.</param>
    /// <param name="text">The value as the feed has it.</param>
    /// <param name="number">The value with every digit of its text, when it is kept.</param>
    /// <param name="value">The same, rounded to a double.</param>
    public static string? ReasonAgainst(
        Quantity? quantity, SensorType? sensorType, ReadOnlySpan<byte> text, out DecimalText number, out double value)
    {
        number = default;
        value = 0;
        if (quantity is not { CanBeStored: true })
            return UnusableName;
        if (quantity.Diagnostic)
            return Diagnostic;
        if (quantity.Particulate && sensorType is not { MeasuresParticulates: true })
            return SensorType;

        var status = DecimalText.TryParse(text, out number);
        if (status != DecimalStatus.Number)
            return status == DecimalStatus.Absurd ? OutOfRange : NotANumber;

        value = number.ToDouble();
        if (value < 0 && quantity.Min >= 0)
            return Negative;
        return !double.IsFinite(value) || value < quantity.Min || value > quantity.Max || value >= quantity.Below ? OutOfRange : null;
    }
}
