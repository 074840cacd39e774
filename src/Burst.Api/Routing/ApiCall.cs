using Burst.Api.Errors;

namespace Burst.Api.Routing;

/// <summary>A request with what its route has taken from the path.</summary>
internal sealed record ApiCall(ApiRequest Request, IReadOnlyDictionary<string, string> PathValues, CancellationToken CancellationToken)
{
    /// <summary>Empty for cluster-scoped resources and lists over all namespaces.</summary>
    public string Namespace => PathValues.GetValueOrDefault("namespace", "");

    public string Name => PathValues["name"];

    /// <summary>Decide and answer, and change nothing.</summary>
    public bool IsDryRun => Query("dryRun") switch
    {
        null => false,
        "All" => true,
        var other => throw Refusal.BadRequest($"dryRun: \"{other}\" is not accepted; All is"),
    };

    /// <summary>Null when absent or empty.</summary>
    public string? Query(string name) => Request.Query.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public bool Flag(string name) => Query(name) switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        var other => throw Refusal.BadRequest($"{name}: \"{other}\" is not accepted; true and false are"),
    };
}
