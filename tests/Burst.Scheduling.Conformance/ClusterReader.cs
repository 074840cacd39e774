using System.Collections.Immutable;
using System.Text.Json;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Manifests;
using Burst.Manifests.Quantities;
using Burst.Manifests.Reading;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Conformance;

/// <summary>A case as the state that the control plane would have: namespaces and pods read from manifests, nodes as their hosts tell of them.</summary>
internal sealed class ClusterReader
{
    private static readonly IReadOnlyDictionary<string, string> NoSettings = new Dictionary<string, string>();

    private readonly ManifestText text = new();

    /// <summary>The state, in which one pod waits.</summary>
    /// <exception cref="FormatException">The manifests are refused.</exception>
    public (ClusterState State, Pod Incoming) Read(JsonElement scheduling)
    {
        var read = ManifestReader.Read(text.Write(scheduling), "case");
        if (!read.Errors.IsEmpty)
            throw new FormatException(string.Join("\n", read.Errors));
        var declared = read.Objects.ToDictionary(item => item.Object.Metadata.Name, item => item.Object);
        var objects = new List<ClusterObject>(scheduling.GetProperty("nodes").EnumerateArray().Select(ReadNode));
        objects.AddRange(declared.Values.OfType<Namespace>());
        var index = 0;
        foreach (var pod in scheduling.GetProperty("pods").EnumerateArray())
            if (Bind((Pod)declared[ManifestText.BoundName(index++)], pod) is { } bound)
                objects.Add(bound);
        var incoming = Identify((Pod)declared[ManifestText.Incoming], scheduling.GetProperty("pod"));
        objects.Add(incoming);
        if (scheduling.TryGetProperty("disruptionBudgets", out var budgets))
            objects.AddRange(budgets.EnumerateArray().Select(budget => ReadBudget(budget, objects)));
        return (Load(objects), incoming);
    }

    /// <summary>What owns pods is there, and set aside so that it makes and ends none.</summary>
    private static ClusterState Load(List<ClusterObject> objects)
    {
        List<ObjectKey> owners = [.. objects.OfType<Pod>().Select(pod => pod.Owner).OfType<ObjectKey>().Distinct()];
        var state = ClusterState.Load(new StoredState(0, [.. objects, .. owners.Select(owner => A.Deployment(owner.Name, replicas: 0, owner.Namespace))], [], NoSettings));
        foreach (var owner in owners)
            state.SetAside(owner);
        return state;
    }

    /// <summary>It leaves as many of the ready pods as it is said to.</summary>
    private static PodDisruptionBudget ReadBudget(JsonElement element, List<ClusterObject> objects)
    {
        var metadata = element.GetProperty("metadata");
        var budget = new PodDisruptionBudget
        {
            Metadata = A.Meta(metadata.GetProperty("name").GetString()!, metadata.GetProperty("namespace").GetString()!),
            Selector = element.GetProperty("spec").GetProperty("selector").GetProperty("matchLabels").EnumerateObject()
                .ToImmutableSortedDictionary(label => label.Name, label => label.Value.GetString()!, StringComparer.Ordinal),
        };
        var healthy = objects.OfType<Pod>().Count(pod => budget.Selects(pod.Metadata) && pod.IsActive && PodReadiness.IsReady(pod));
        return budget with { MinAvailable = new DisruptionAmount(Math.Max(0, healthy - element.GetProperty("status").GetProperty("disruptionsAllowed").GetInt32()), IsPercent: false) };
    }

    private static Node ReadNode(JsonElement element)
    {
        var metadata = element.GetProperty("metadata");
        var allocatable = element.GetProperty("status").GetProperty("allocatable");
        var spec = element.GetProperty("spec");
        var node = A.VmNode(
            metadata.GetProperty("name").GetString()!,
            (long)Amount(allocatable, "cpu").ToMillis(),
            (long)Amount(allocatable, "memory").ToMib(),
            int.Parse(allocatable.GetProperty("pods").GetString()!),
            cordoned: spec.TryGetProperty("unschedulable", out var cordoned) && cordoned.GetBoolean());
        return node with
        {
            Metadata = node.Metadata with
            {
                Labels = metadata.GetProperty("labels").EnumerateObject()
                    .ToImmutableSortedDictionary(label => label.Name, label => label.Value.GetString()!, StringComparer.Ordinal),
            },
            ScalarCapacity = ScalarResources.Of(allocatable.EnumerateObject().Where(amount => ResourceNames.IsScalar(amount.Name))
                .Select(amount => KeyValuePair.Create(amount.Name, (long)Amount(allocatable, amount.Name).ToWhole()))),
            Taints = spec.TryGetProperty("taints", out var taints) ? [.. taints.EnumerateArray().Select(ReadTaint)] : [],
        };
    }

    private static Quantity Amount(JsonElement allocatable, string name) =>
        Quantity.TryParse(allocatable.GetProperty(name).GetString()!, out var quantity) ? quantity : throw new FormatException($"{name} of a node is no quantity.");

    private static Taint ReadTaint(JsonElement taint) => new(
        taint.GetProperty("key").GetString()!,
        taint.TryGetProperty("value", out var value) ? value.GetString() ?? "" : "",
        taint.GetProperty("effect").GetString()!);

    /// <summary>Null for one that waits too, which the oracle leaves out as well.</summary>
    private static Pod? Bind(Pod pod, JsonElement element)
    {
        var hasStatus = element.TryGetProperty("status", out var status);
        if (!element.GetProperty("spec").TryGetProperty("nodeName", out var node))
            return hasStatus && status.TryGetProperty("nominatedNodeName", out var nominated) ? Identify(pod, element) with { NominatedNode = NodeName.Parse(nominated.GetString()!) } : null;
        var phase = hasStatus && status.TryGetProperty("phase", out var named)
            ? Enum.Parse<PodPhase>(named.GetString()!)
            : PodPhase.Running;
        var isTerminating = element.GetProperty("metadata").TryGetProperty("deletionTimestamp", out _);
        var bound = Identify(pod, element);
        return bound with
        {
            Metadata = bound.Metadata with { DeletionRequestedAt = isTerminating ? A.Start : null },
            Phase = phase,
            StartedAt = hasStatus && status.TryGetProperty("startTime", out var start) ? start.GetDateTimeOffset() : null,
            Containers = phase != PodPhase.Running ? [] : [.. bound.Spec.Containers.Select(container => new ContainerStatus { Name = container.Name, State = ContainerState.Running })],
            Placement = new Core.Pods.Placement(NodeName.Parse(node.GetString()!), Tier.VmReserved, "", A.Start, Money.Zero),
            HostState = phase is PodPhase.Succeeded or PodPhase.Failed ? HostState.Gone
                : isTerminating ? HostState.DeleteIntended
                : phase == PodPhase.Pending ? HostState.CreateIntended
                : HostState.Created,
        };
    }

    private static Pod Identify(Pod pod, JsonElement element)
    {
        var owned = element.GetProperty("metadata").TryGetProperty("ownerReferences", out var owners) ? owners[0].GetProperty("name").GetString() : null;
        return pod with
        {
            Owner = owned is null ? null : new ObjectKey(ObjectKind.Deployment, pod.Metadata.Namespace, owned),
            OwnerUid = owned is null ? "" : A.UidOf($"{pod.Metadata.Namespace}/{owned}"),
            Priority = pod.Spec.Priority ?? 0,
            PreemptionPolicy = pod.Spec.PreemptionPolicy ?? PreemptionPolicy.PreemptLowerPriority,
            Metadata = pod.Metadata with { Uid = A.UidOf(pod.Metadata.Name), CreatedAt = A.Start, Generation = 1 },
            HostStateSince = A.Start,
        };
    }
}
