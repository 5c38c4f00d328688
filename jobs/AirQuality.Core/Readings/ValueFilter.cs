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

    /// <summary>Judges one value.</summary>
    /// <param name="quantity">What the value is; null when the feed does not say.</param>
    /// <param name="sensorType">The type of the sensor; null when the feed does not say.</param>
    /// <param name="text">The value as the feed has it.</param>
    public static JudgedValue Judge(Quantity? quantity, SensorType? sensorType, ReadOnlySpan<byte> text)
    {
        if (quantity is not { CanBeStored: true })
            return JudgedValue.Refused(UnusableName);
        if (quantity.Diagnostic)
            return JudgedValue.Refused(Diagnostic);
        if (quantity.Particulate && sensorType is not { MeasuresParticulates: true })
            return JudgedValue.Refused(SensorType);

        var status = DecimalText.TryParse(text, out var number);
        if (status != DecimalStatus.Number)
            return JudgedValue.Refused(status == DecimalStatus.Absurd ? OutOfRange : NotANumber);

        var value = number.ToDouble();
        if (value < 0 && quantity.Min >= 0)
            return JudgedValue.Refused(Negative);
        if (!double.IsFinite(value) || value < quantity.Min || value > quantity.Max || value >= quantity.Below)
            return JudgedValue.Refused(OutOfRange);
        return quantity.Pollutant is { } pollutant && Concentration.TryCreate(number, out var concentration, out _)
            ? new JudgedValue(null, value, IndexStandard.UkDaqi.IndexOf(pollutant, concentration))
            : new JudgedValue(null, value, null);
    }
}
