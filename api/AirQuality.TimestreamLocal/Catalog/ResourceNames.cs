using System.Text.RegularExpressions;
using AirQuality.TimestreamLocal.Protocol;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>Names of databases and tables, and their ARNs.</summary>
/// <param name="region">The region that ARNs name.</param>
/// <param name="accountId">The account that ARNs name.</param>
internal sealed partial class ResourceNames(string region, string accountId)
{
    private const int Longest = 256;

    /// <summary>The key that a database without one of its own shows.</summary>
    public string DefaultKey { get; } = $"arn:aws:kms:{region}:{accountId}:key/00000000-0000-0000-0000-000000000000";

    /// <summary>A database's ARN.</summary>
    public string ArnOf(string database) => $"arn:aws:timestream:{region}:{accountId}:database/{database}";

    /// <summary>A table's ARN.</summary>
    public string ArnOf(string database, string table) => $"{ArnOf(database)}/table/{table}";

    /// <summary>What an ARN names.</summary>
    /// <exception cref="ServiceException">ValidationException: it is no ARN of a Timestream database or table.</exception>
    public (string Database, string? Table) Resolve(string arn)
    {
        var match = Arn().Match(arn);
        if (!match.Success)
            throw ServiceException.Validation($"'{arn}' is not the ARN of a Timestream database or table.");
        if (match.Groups["region"].Value != region || match.Groups["account"].Value != accountId)
            throw new ServiceException(ServiceError.ResourceNotFound, $"The resource '{arn}' does not exist.");
        return (match.Groups["database"].Value, match.Groups["table"] is { Success: true } table ? table.Value : null);
    }

    /// <summary>A new name must match the service's pattern and be at most 256 bytes long (Timestream developer guide, Naming
    /// constraints).</summary>
    public static void CheckNew(Constraints constraints, string? name, string path)
    {
        if (!constraints.Required(name, path))
            return;
        if (!Allowed().IsMatch(name!))
            constraints.Add(name, path, "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        constraints.Length(name, path, 0, Longest);
    }

    [GeneratedRegex(
        @"^arn:aws[a-z-]*:timestream:(?<region>[a-z0-9-]+):(?<account>\d{12}):database/(?<database>[a-zA-Z0-9_.-]+)(/table/(?<table>[a-zA-Z0-9_.-]+))?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Arn();

    [GeneratedRegex("^[a-zA-Z0-9_.-]+\\z")]
    private static partial Regex Allowed();
}
