using AirQuality.TimestreamLocal.Protocol;

namespace AirQuality.TimestreamLocal.Faults;

/// <summary>The errors that a rule can answer with in place of the operation.</summary>
internal static class FaultErrors
{
    private static readonly Dictionary<string, ServiceError> ByName = new ServiceError[]
    {
        ServiceError.AccessDenied, ServiceError.Conflict, ServiceError.InternalServer, ServiceError.InvalidEndpoint, ServiceError.InvalidSignature,
        ServiceError.QueryExecution, ServiceError.QuotaExceeded, ServiceError.ResourceNotFound, ServiceError.Throttling, ServiceError.Unavailable,
        ServiceError.UnknownOperation, ServiceError.UnrecognizedClient, ServiceError.Validation,
    }.ToDictionary(error => error.Name);

    /// <summary>The names that <see cref="FaultRule.Error"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The error of a rule; null where the rule does something else.</summary>
    public static ServiceException? Of(FaultRule rule) => rule.Fault switch
    {
        FaultKind.Throttle => new(ServiceError.Throttling, "Rate exceeded"),
        FaultKind.ServerError => new(ServiceError.InternalServer, ServiceException.InternalMessage),
        FaultKind.Unavailable => new(ServiceError.Unavailable, "The service is not available."),
        FaultKind.Error => new(ByName[rule.Error!], "The fault script answers this request with an error."),
        _ => null,
    };
}
