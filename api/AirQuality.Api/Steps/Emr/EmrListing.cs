using AirQuality.Api.Problems;
using Amazon.ElasticMapReduce.Model;

namespace AirQuality.Api.Steps.Emr;

/// <summary>Reads the cluster's steps. EMR gives them newest first, up to 50 a page, and counts no pages.</summary>
internal sealed class EmrListing(EmrClients clients, EmrCluster cluster, StepSettings settings, EmrFailures failures)
{
    // A step that was on this page when the cursor was made moved on by as many steps as were added since; 256 can be in a cluster at once.
    private const int PagesToResume = 6;

    /// <summary>A page of ours, from as many of EMR's as it takes.</summary>
    public async Task<StepPage> ListAsync(IReadOnlySet<StepState> states, int limit, StepPosition? after, CancellationToken cancellationToken)
    {
        var logs = await cluster.LogsAsync(cancellationToken);
        var steps = new List<Step>();
        var skipTo = after?.After;
        var pagesSkipped = 0;
        await foreach (var (marker, page, last) in PagesAsync(states, after?.Marker, cancellationToken))
        {
            var begin = skipTo is null ? 0 : page.FindIndex(step => step.Id == skipTo) + 1;
            if (skipTo is not null && begin == 0)
            {
                if (last || ++pagesSkipped == PagesToResume)
                    throw Gone();
                continue;
            }
            skipTo = null;
            foreach (var (index, step) in page.Index().Skip(begin))
            {
                steps.Add(EmrSteps.Of(step.Id!, step.Config, step.Status, logs, settings));
                if (steps.Count == limit)
                    return new(steps, last && index == page.Count - 1 ? null : new(marker, step.Id!), null);
            }
        }
        return new(steps, null, null);
    }

    /// <summary>EMR's pages, lazily: each with the marker it was asked for with, and whether it is the last.</summary>
    public async IAsyncEnumerable<(string Marker, List<StepSummary> Page, bool Last)> PagesAsync(
        IReadOnlySet<StepState> states, string? marker, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        marker = string.IsNullOrEmpty(marker) ? null : marker;
        do
        {
            var request = new ListStepsRequest { ClusterId = settings.Emr.ClusterId, Marker = marker };
            if (states.Count > 0)
                request.StepStates = [.. states.Select(EmrSteps.NameOf)];
            var response = await failures.GuardAsync(() => clients.Repeating.ListStepsAsync(request, cancellationToken));
            var next = string.IsNullOrEmpty(response.Marker) ? null : response.Marker;
            yield return (marker ?? "", response.Steps ?? [], next is null);
            marker = next;
        }
        while (marker is not null);
    }

    private static ProblemException Gone() =>
        ProblemException.InvalidParameters([new("cursor", "The step that the cursor points at is not in this list any more. Begin again without a cursor.")]);
}
