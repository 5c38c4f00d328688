using System.Net;
using AirQuality.TimestreamLocal.Faults;

namespace AirQuality.TimestreamLocal;

/// <summary>How a local Timestream server runs.</summary>
public sealed record TimestreamLocalOptions
{
    /// <summary>The SQLite file that holds everything; made, with its folder, where it is missing.</summary>
    public required string DataFile { get; init; }

    /// <summary>The address to listen on; loopback unless told. One that other machines reach needs <see cref="Credentials"/>.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, 0 (the default) for a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock: retention windows and <c>now()</c> follow it.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The key pair that requests must be signed with (Signature Version 4); null (the default) takes any request.</summary>
    public ServerCredentials? Credentials { get; init; }

    /// <summary>Faults to inject; null (the default) for none.</summary>
    public FaultScript? Faults { get; init; }

    /// <summary>Whether clients may read and replace the fault script while the server runs, at <c>/_faults</c>; off unless told. Where
    /// there are <see cref="Credentials"/>, those requests must be signed too.</summary>
    public bool FaultEndpoint { get; init; }

    /// <summary>The region that ARNs name, <c>us-east-1</c> unless told.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The account that ARNs name, twelve digits, <c>000000000000</c> unless told.</summary>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>The largest request taken, in bytes; 4 MiB unless told. A WriteRecords request of 100 full records needs less.</summary>
    public int LargestRequestBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long one Query call may run, one minute unless told (Timestream developer guide, Quotas).</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After how long a connection without requests is closed, 130 seconds unless told.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>How long stopping waits for requests that are under way, ten seconds unless told.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything that is wrong with the options, each message naming the option; empty when they are right.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        if (string.IsNullOrWhiteSpace(DataFile))
            problems.Add($"{nameof(DataFile)} is empty; give the path of the data file.");
        if (Port is < 0 or > IPEndPoint.MaxPort)
            problems.Add(FormattableString.Invariant($"{nameof(Port)} is {Port}; it must be from 0 (a free one) to {IPEndPoint.MaxPort}."));
        if (string.IsNullOrWhiteSpace(Region))
            problems.Add($"{nameof(Region)} is empty; give a region such as us-east-1.");
        if (AccountId.Length != 12 || !AccountId.All(char.IsAsciiDigit))
            problems.Add($"{nameof(AccountId)} is '{AccountId}'; an account has twelve digits.");
        if (Credentials is { } pair && (string.IsNullOrWhiteSpace(pair.AccessKey) || string.IsNullOrWhiteSpace(pair.SecretKey)))
            problems.Add($"{nameof(Credentials)} need both an access key and a secret key.");
        if (Credentials is null && !IPAddress.IsLoopback(Address))
            problems.Add($"{nameof(Address)} is {Address}: whoever reaches it could read and write everything. Give an access key and its secret too, or listen on loopback.");
        if (LargestRequestBytes < 1024)
            problems.Add(FormattableString.Invariant($"{nameof(LargestRequestBytes)} is {LargestRequestBytes}; it must be at least 1024."));
        if (QueryTimeout <= TimeSpan.Zero)
            problems.Add(FormattableString.Invariant($"{nameof(QueryTimeout)} is {QueryTimeout}; it must be positive."));
        if (IdleTimeout <= TimeSpan.Zero)
            problems.Add(FormattableString.Invariant($"{nameof(IdleTimeout)} is {IdleTimeout}; it must be positive."));
        if (DrainTimeout < TimeSpan.Zero)
            problems.Add(FormattableString.Invariant($"{nameof(DrainTimeout)} is {DrainTimeout}; it must not be negative."));
        problems.AddRange(Faults?.Validate() ?? []);
        return problems;
    }
}
