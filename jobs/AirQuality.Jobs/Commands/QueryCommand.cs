using System.CommandLine;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Commands;

/// <summary><c>airquality query</c>: runs one SQL query against the table's Timestream and prints the result.</summary>
internal sealed class QueryCommand
{
    private readonly CommonOptions _common = new();
    private readonly Argument<string> _sql = new("sql") { Description = "The query, in Timestream's SQL dialect; name tables \"database\".\"table\"" };
    private readonly Option<bool> _csv = new("--csv") { Description = "Print CSV with a header (RFC 4180)" };
    private readonly Option<bool> _json = new("--json") { Description = "Print {\"columns\":[{\"name\",\"type\"}],\"rows\":[[…]]}, values as text or null" };

    /// <summary>The verb.</summary>
    public Command Build(TimeProvider time)
    {
        var command = new Command("query", "Run a SQL query and print a table, CSV or JSON.\n\nExit codes: 0 done · 2 usage · 3 configuration, or a query that is not valid · 5 table unreachable · 130 interrupted.")
        {
            _sql, _csv, _json,
        };
        _common.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_csv) && result.GetValue(_json))
                result.AddError("--csv and --json exclude each other.");
        });
        command.SetAction((parsed, cancellationToken) => Failures.GuardAsync(parsed.InvocationConfiguration.Error, stopping => RunAsync(parsed, time, stopping), cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = _common.Load(parsed);
        SettingsLoader.Validate(settings);
        await using var table = await TableConnection.OpenAsync(settings, _common.Local(parsed), time, cancellationToken);
        if (await table.EnsureTableAsync(cancellationToken) is { } outage)
            throw outage;

        var output = parsed.InvocationConfiguration.Output;
        IQueryResultWriter writer = parsed.GetValue(_json) ? new JsonResultWriter(output)
            : parsed.GetValue(_csv) ? new CsvResultWriter(output)
            : new TableResultWriter(output);
        await foreach (var page in table.Queries.QueryAsync(parsed.GetRequiredValue(_sql), cancellationToken: cancellationToken))
            await writer.WriteAsync(page);
        await writer.EndAsync();
        return ExitCode.Ok;
    }
}
