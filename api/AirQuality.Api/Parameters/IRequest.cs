namespace AirQuality.Api.Parameters;

/// <summary>What a client asks of one endpoint, read from path and query string.</summary>
internal interface IRequest<TSelf>
    where TSelf : IRequest<TSelf>
{
    /// <summary>Every parameter the endpoint knows; another one in the query string is an error.</summary>
    static abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Whether its parameters name measures, which only the table knows.</summary>
    static virtual bool NamesMeasures => false;

    /// <summary>Reads the parameters; what is wrong is told to the reader, which ends the request afterwards.</summary>
    static abstract TSelf Read(ParameterReader reader);
}
