using System.Collections.Immutable;
using Burst.Core.Ids;

namespace Burst.Api.Kinds;

/// <summary>Every kind the state holds, in the order discovery lists them.</summary>
internal static class ResourceCatalog
{
    public static readonly ImmutableArray<Resource> All =
    [
        NamespaceResource.Definition,
        NodeResource.Definition,
        PodResource.Definition,
        ConfigMapResource.Definition,
        SecretResource.Definition,
        DeploymentResource.Definition,
        JobResource.Definition,
        BurstPolicyResource.Definition,
        DisruptionBudgetResource.Definition,
        PriorityClassResource.Definition,
        ResourceQuotaResource.Definition,
    ];

    public static Resource Of(ObjectKind kind) => All.First(resource => resource.ObjectKind == kind);
}
