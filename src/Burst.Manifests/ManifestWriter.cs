using System.Text.Json.Nodes;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Workloads;
using Burst.Manifests.Writing;

namespace Burst.Manifests;

/// <summary>Writes objects as Kubernetes shapes them: what <see cref="ManifestReader"/> reads, with what the server knows of each.</summary>
public static class ManifestWriter
{
    /// <summary>Stands in place of a secret's value.</summary>
    public const string RedactedValue = "<redacted>";

    /// <summary>apiVersion, kind, metadata and spec or data; status is added by who knows it.</summary>
    public static JsonObject ToJson(ClusterObject subject, SecretRendering secrets = SecretRendering.Redacted)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject switch
        {
            Namespace => ObjectWriter.Begin(subject, "v1"),
            Node node => NodeWriter.Write(node),
            Pod pod => PodWriter.Write(pod),
            Deployment deployment => DeploymentWriter.Write(deployment),
            Job job => JobWriter.Write(job),
            ConfigMap config => DataWriter.Write(config),
            Secret secret => DataWriter.Write(secret, secrets),
            BurstPolicy policy => BurstPolicyWriter.Write(policy),
            PodDisruptionBudget budget => DisruptionBudgetWriter.Write(budget),
            ResourceQuota quota => ResourceQuotaWriter.Write(quota),
            PriorityClass priority => PriorityClassWriter.Write(priority),
            _ => throw new ArgumentException($"{subject.GetType().Name} has no manifest form.", nameof(subject)),
        };
    }

    /// <summary>
    /// Block-style YAML with the keys in their order. Strings that any YAML version would take for something else are quoted.
    /// </summary>
    public static string ToYaml(JsonObject manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return YamlWriter.Write(manifest);
    }
}
