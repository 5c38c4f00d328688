namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>Identifiers of requests and queries, as the service makes them: capital letters and digits.</summary>
internal static class RequestId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Length = 26;

    /// <summary>A new one.</summary>
    public static string New() => Random.Shared.GetString(Alphabet, Length);
}
