namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>The kinds of error that the two APIs know, with their HTTP status (Timestream developer guide, common errors).</summary>
/// <param name="Name">The exception's name; clients find their class by it.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Namespace">What stands before the name in <c>__type</c>.</param>
internal sealed record ServiceError(string Name, int Status, string Namespace = "com.amazonaws.timestream.v20181101")
{
    /// <summary>The input is wrong; repeating it does not help.</summary>
    public static readonly ServiceError Validation = new("ValidationException", 400);

    /// <summary>The input breaks a constraint of the service's model: its length, range or form.</summary>
    public static readonly ServiceError Constraint = new("ValidationException", 400, "com.amazon.coral.validate");

    /// <summary>The body is no JSON, or a member has the wrong JSON type.</summary>
    public static readonly ServiceError Serialization = new("SerializationException", 400, "com.amazon.coral.service");

    /// <summary>There is no such operation.</summary>
    public static readonly ServiceError UnknownOperation = new("UnknownOperationException", 400, "com.amazon.coral.service");

    /// <summary>The body is larger than this server takes.</summary>
    public static readonly ServiceError TooLarge = new("RequestEntityTooLargeException", 413, "com.amazon.coral.service");

    /// <summary>A query failed while it ran.</summary>
    public static readonly ServiceError QueryExecution = new("QueryExecutionException", 400);

    /// <summary>The caller may not do this.</summary>
    public static readonly ServiceError AccessDenied = new("AccessDeniedException", 403);

    /// <summary>The request is not signed.</summary>
    public static readonly ServiceError MissingAuthenticationToken = new("MissingAuthenticationTokenException", 403, "com.amazon.coral.service");

    /// <summary>The signature lacks a part or a header.</summary>
    public static readonly ServiceError IncompleteSignature = new("IncompleteSignatureException", 403, "com.amazon.coral.service");

    /// <summary>It is signed with a key that the server does not know.</summary>
    public static readonly ServiceError UnrecognizedClient = new("UnrecognizedClientException", 403, "com.amazon.coral.service");

    /// <summary>The signature does not match, or is not of now.</summary>
    public static readonly ServiceError InvalidSignature = new("InvalidSignatureException", 403, "com.amazon.coral.service");

    /// <summary>There is no such database or table.</summary>
    public static readonly ServiceError ResourceNotFound = new("ResourceNotFoundException", 404);

    /// <summary>It exists already, or was cancelled.</summary>
    public static readonly ServiceError Conflict = new("ConflictException", 409);

    /// <summary>Some records were refused; the others are stored.</summary>
    public static readonly ServiceError RejectedRecords = new("RejectedRecordsException", 419);

    /// <summary>The address serves another cell; clients ask DescribeEndpoints again.</summary>
    public static readonly ServiceError InvalidEndpoint = new("InvalidEndpointException", 421);

    /// <summary>Too many requests; clients wait and repeat.</summary>
    public static readonly ServiceError Throttling = new("ThrottlingException", 429);

    /// <summary>There are as many as the service allows.</summary>
    public static readonly ServiceError QuotaExceeded = new("ServiceQuotaExceededException", 402);

    /// <summary>The server failed; clients repeat.</summary>
    public static readonly ServiceError InternalServer = new("InternalServerException", 500);

    /// <summary>The server takes no requests now; clients repeat.</summary>
    public static readonly ServiceError Unavailable = new("ServiceUnavailableException", 503, "com.amazon.coral.availability");
}
