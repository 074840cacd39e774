using Burst.Core.Objects;

namespace Burst.Manifests.Reading;

/// <summary>The kinds that are read, each with its one API version.</summary>
internal static class ManifestKinds
{
    private static readonly (string Kind, string ApiVersion, Func<FieldReader, ClusterObject> Read)[] Known =
    [
        ("Namespace", "v1", NamespaceReader.Read),
        ("Pod", "v1", PodReader.Read),
        ("Deployment", "apps/v1", DeploymentReader.Read),
        ("Job", "batch/v1", JobReader.Read),
        ("ConfigMap", "v1", ConfigMapReader.Read),
        ("Secret", "v1", SecretReader.Read),
        ("BurstPolicy", "burst.dev/v1", BurstPolicyReader.Read),
        ("PodDisruptionBudget", "policy/v1", DisruptionBudgetReader.Read),
        ("ResourceQuota", "v1", ResourceQuotaReader.Read),
        ("PriorityClass", "scheduling.k8s.io/v1", PriorityClassReader.Read),
    ];

    public static string Accepted => string.Join(", ", Known.Select(known => $"{known.Kind} ({known.ApiVersion})"));

    /// <summary>What is in a list of one kind, such as DeploymentList; null when it is not a list of a kind that is read.</summary>
    public static ListedKind? FindListed(string list)
    {
        var known = Array.Find(Known, candidate => $"{candidate.Kind}List" == list);
        return known.Read is null ? null : new ListedKind(known.Kind, known.ApiVersion);
    }

    /// <summary>The object, possibly with errors noted; null when its kind is not known.</summary>
    public static ClusterObject? Read(FieldReader fields)
    {
        var apiVersion = fields.RequiredText("apiVersion", "the API version of the kind, such as v1 or apps/v1");
        var kind = fields.RequiredText("kind", $"one of {Accepted}");
        if (kind.Length == 0)
            return null;
        var known = Array.Find(Known, candidate => candidate.Kind == kind);
        if (known.Read is null)
        {
            var likely = Suggestion.For(kind, Known.Select(candidate => candidate.Kind)) is { } near ? $" (did you mean {near}?)" : "";
            fields.Error("kind", $"{NodeText.Quote(kind)} is not a kind Burst knows{likely}; it knows {Accepted}");
            return null;
        }

        if (apiVersion.Length > 0 && apiVersion != known.ApiVersion)
            fields.Error("apiVersion", $"{kind} is read in API version {known.ApiVersion}, not {NodeText.Quote(apiVersion)}");
        return known.Read(fields);
    }
}
