using Amazon.Runtime;

namespace Amazon.ElasticMapReduce;

/// <summary>Whether a step will be cancelled.</summary>
/// <param name="value">The service's name for it.</param>
public class CancelStepsRequestStatus(string value) : ConstantClass(value)
{
    /// <summary>The step will be cancelled.</summary>
    public static readonly CancelStepsRequestStatus SUBMITTED = new("SUBMITTED");

    /// <summary>The step cannot be cancelled.</summary>
    public static readonly CancelStepsRequestStatus FAILED = new("FAILED");

    /// <summary>The constant with this name; a new one where the name is not known.</summary>
    public static CancelStepsRequestStatus FindValue(string value) => FindValue<CancelStepsRequestStatus>(value);
}
