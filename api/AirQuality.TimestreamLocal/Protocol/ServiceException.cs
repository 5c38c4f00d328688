using System.Text.Json;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>A request is answered with an error of the API.</summary>
/// <param name="error">Which.</param>
/// <param name="message">What happened, to which input, what to do.</param>
internal class ServiceException(ServiceError error, string message) : Exception(message)
{
    /// <summary>What a client is told of a failure inside the server.</summary>
    public const string InternalMessage = "The server could not fully process this request because of an internal server error.";

    /// <summary>Which error.</summary>
    public ServiceError Error { get; } = error;

    /// <summary>Writes what the error has beside its name and message.</summary>
    public virtual void WriteMembers(Utf8JsonWriter json)
    {
    }

    /// <summary>The input is wrong.</summary>
    public static ServiceException Validation(string message) => new(ServiceError.Validation, message);

    /// <summary>The body is no JSON of the operation.</summary>
    public static ServiceException Serialization(string message) => new(ServiceError.Serialization, message);

    /// <summary>There is no such database.</summary>
    public static ServiceException NoDatabase(string database) =>
        new(ServiceError.ResourceNotFound, $"The database {database} does not exist.");

    /// <summary>There is no such table.</summary>
    public static ServiceException NoTable(string table) => new(ServiceError.ResourceNotFound, $"The table {table} does not exist.");
}
