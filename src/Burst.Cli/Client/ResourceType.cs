namespace Burst.Cli.Client;

/// <summary>The types `get` and its kin know, with the short names kubectl users type.</summary>
internal sealed record ResourceType(string Plural, string Kind, string GroupPath, bool IsNamespaced, params string[] Names)
{
    private static readonly ResourceType[] All =
    [
        new("nodes", "Node", "/api/v1", false, "node", "no"),
        new("namespaces", "Namespace", "/api/v1", false, "namespace", "ns"),
        new("pods", "Pod", "/api/v1", true, "pod", "po"),
        new("configmaps", "ConfigMap", "/api/v1", true, "configmap", "cm"),
        new("secrets", "Secret", "/api/v1", true, "secret"),
        new("events", "Event", "/api/v1", true, "event", "ev"),
        new("deployments", "Deployment", "/apis/apps/v1", true, "deployment", "deploy"),
        new("jobs", "Job", "/apis/batch/v1", true, "job"),
        new("poddisruptionbudgets", "PodDisruptionBudget", "/apis/policy/v1", true, "poddisruptionbudget", "pdb"),
        new("priorityclasses", "PriorityClass", "/apis/scheduling.k8s.io/v1", false, "priorityclass", "pc"),
        new("resourcequotas", "ResourceQuota", "/api/v1", true, "resourcequota", "quota"),
        new("burstpolicies", "BurstPolicy", "/apis/burst.dev/v1", true, "burstpolicy", "bp"),
    ];

    public static ResourceType Parse(string text) =>
        All.FirstOrDefault(type => type.Plural == text.ToLowerInvariant() || type.Names.Contains(text.ToLowerInvariant()))
        ?? throw new CommandException(ExitCodes.Usage, $"'{text}' is not a type; {string.Join(", ", All.Select(type => type.Plural))} are.");

    public string ListPath(string? inNamespace) =>
        IsNamespaced && inNamespace is not null ? $"{GroupPath}/namespaces/{Uri.EscapeDataString(inNamespace)}/{Plural}" : $"{GroupPath}/{Plural}";

    public string ItemPath(string inNamespace, string name) => $"{ListPath(inNamespace)}/{Uri.EscapeDataString(name)}";

    /// <summary>Splits TYPE NAME or TYPE/NAME.</summary>
    public static (ResourceType Type, string? Name) Parse(string type, string? name)
    {
        var slash = type.IndexOf('/');
        return slash < 0 ? (Parse(type), name) : (Parse(type[..slash]), type[(slash + 1)..]);
    }
}
