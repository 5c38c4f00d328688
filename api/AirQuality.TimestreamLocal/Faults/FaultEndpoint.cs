using System.Text.Json;
using AirQuality.TimestreamLocal.Protocol;
using Microsoft.AspNetCore.Http;

namespace AirQuality.TimestreamLocal.Faults;

/// <summary>
/// The script over HTTP: GET tells it and its hits, PUT loads one, DELETE clears it; each answers with the report that then holds. It is
/// reached as the API is: from this machine, or with the key.
/// </summary>
internal sealed class FaultEndpoint(FaultInjector faults)
{
    private static readonly PathString Path = new("/_faults");

    /// <summary>Whether a request is for the script.</summary>
    public static bool IsFor(HttpRequest request) => request.Path == Path && !request.QueryString.HasValue;

    /// <summary>Does what the method says.</summary>
    /// <exception cref="ServiceException">The body is no script, or there is no such method.</exception>
    public ReadOnlyMemory<byte> Answer(string method, ReadOnlyMemory<byte> body)
    {
        var report = method switch
        {
            "GET" => faults.Report(),
            "PUT" => faults.Load(Read(body)),
            "DELETE" => faults.Load(FaultScript.None),
            _ => throw new ServiceException(ServiceError.UnknownOperation, $"{Path} takes GET, PUT and DELETE, not {method}."),
        };
        return JsonSerializer.SerializeToUtf8Bytes(report, FaultJson.Default.FaultReport);
    }

    private static FaultScript Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return FaultScript.Parse(body);
        }
        catch (FormatException exception)
        {
            throw ServiceException.Validation(exception.Message);
        }
    }
}
