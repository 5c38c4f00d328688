using AirQuality.Api.Parameters;
using AirQuality.Api.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OutputCaching;

namespace AirQuality.Api.OpenApi;

/// <summary>Problems of an endpoint that do not follow from what it takes.</summary>
internal sealed record ProblemsMetadata(IReadOnlyList<ProblemType> Types);

/// <summary>Which problems an endpoint can give.</summary>
internal static class EndpointProblems
{
    /// <summary>Says which problems an endpoint can give beside those that follow from what it takes.</summary>
    public static TBuilder Fails<TBuilder>(this TBuilder endpoint, params ProblemType[] types)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new ProblemsMetadata(types)));
        return endpoint;
    }

    /// <summary>All of them, in the order of <see cref="ProblemType.All"/>.</summary>
    /// <param name="metadata">The endpoint's metadata.</param>
    /// <param name="path">Its pattern.</param>
    public static IReadOnlyList<ProblemType> Of(IEnumerable<object> metadata, string path)
    {
        var facts = metadata.ToList();
        var types = new HashSet<ProblemType> { ProblemType.Unexpected };
        types.UnionWith(facts.OfType<ProblemsMetadata>().SelectMany(told => told.Types));
        if (path.Contains('{', StringComparison.Ordinal))
            types.Add(ProblemType.NotFound);
        if (facts.OfType<ParametersMetadata>().Any())
            types.Add(ProblemType.InvalidParameters);
        if (facts.OfType<IAcceptsMetadata>().Any())
            types.UnionWith([ProblemType.InvalidBody, ProblemType.PayloadTooLarge, ProblemType.UnsupportedMediaType]);
        if (facts.OfType<IAuthorizeData>().Any())
            types.UnionWith([ProblemType.Unauthenticated, ProblemType.Forbidden, ProblemType.TooManyRequests, ProblemType.StepsUnavailable]);
        if (facts.OfType<IOutputCachePolicy>().Any())
            types.UnionWith([ProblemType.NotAcceptable, ProblemType.TooManyRequests, ProblemType.StoreUnavailable]);
        return [.. ProblemType.All.Where(types.Contains)];
    }
}
