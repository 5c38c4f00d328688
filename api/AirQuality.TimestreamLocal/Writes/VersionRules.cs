namespace AirQuality.TimestreamLocal.Writes;

/// <summary>What becomes of a record whose key is stored already.</summary>
internal enum VersionOutcome
{
    /// <summary>Nothing changes: it is stored exactly so.</summary>
    Same,

    /// <summary>Its values and version take the stored one's place.</summary>
    Replace,

    /// <summary>It is refused.</summary>
    Reject,
}

/// <summary>Upserts by version (Timestream API, WriteRecords, Upserts): a higher version replaces, an identical record is accepted
/// again, anything else is refused.</summary>
internal static class VersionRules
{
    private const string SameVersion =
        "A record already exists with the same time, dimensions, measure name, and record version. "
        + "A higher record version must be specified in order to update the measure value. "
        + "Specifying record version is supported by the latest SDKs.";

    /// <summary>Compares a record with the stored one.</summary>
    public static VersionOutcome Decide(long version, long existingVersion, bool sameValues)
    {
        if (version > existingVersion)
            return VersionOutcome.Replace;
        return version == existingVersion && sameValues ? VersionOutcome.Same : VersionOutcome.Reject;
    }

    /// <summary>The refusal, in the service's words; it names the existing version only where that is higher.</summary>
    public static RejectedRecord Rejection(int index, long version, long existingVersion) => version == existingVersion
        ? new(index, SameVersion)
        : new(
            index,
            FormattableString.Invariant($"The record version {version} is lower than the existing version {existingVersion}. ")
            + "A higher version is required to update the measure value.",
            existingVersion);
}
