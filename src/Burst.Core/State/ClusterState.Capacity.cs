using Burst.Core.Canaries;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;

namespace Burst.Core.State;

public sealed partial class ClusterState
{
    private readonly VmCapacityIndex vmCapacity = new();
    private readonly SortedDictionary<NodeName, Node> virtualNodes = [];
    private readonly Dictionary<QuotaScope, CreateHistory> creates = [];
    private readonly Dictionary<NodeName, QuotaScope> scopes = [];
    private readonly HashSet<NodeName> softTainted = [];

    /// <summary>By name.</summary>
    public IReadOnlyCollection<Node> VirtualNodes => virtualNodes.Values;

    /// <summary>VM nodes by free CPU, then by name.</summary>
    public VmCapacityIndex VmCapacity => vmCapacity;

    /// <summary>
    /// When container groups were asked for where this virtual node has its limits, by any node that shares them, for as long as Azure's
    /// rate limits look back.
    /// </summary>
    public CreateHistory CreatesOn(NodeName node) => creates.GetValueOrDefault(ScopeOf(node), CreateHistory.Empty);

    /// <summary>What the limits of this virtual node are counted by, also once it is off the record.</summary>
    public QuotaScope ScopeOf(NodeName node) => scopes.TryGetValue(node, out var scope) ? scope : new QuotaScope(node.Value);

    /// <summary>
    /// Takes the create history of pods that are no longer on record there from the ledger: Azure counts them after a restart as
    /// before. A record without any time is of a create that was refused, which has a record of its own, or never sent. One of the
    /// future was written before the clock was set back: it counts as of now, not until the clock has caught up.
    /// </summary>
    /// <param name="usage">Records of use within the last hour; older ones count for nothing.</param>
    public void RecallCreates(IEnumerable<UsageRecord> usage, DateTimeOffset now)
    {
        foreach (var record in usage)
        {
            var isVoid = record.EndedAt == record.StartedAt;
            var isOfGroup = record is { Kind: UsageKind.ContainerGroup, Pod: { } uid } && !isVoid && FindPod(uid)?.Placement?.Node != record.Node;
            if (record.Pod is { } pod && (isOfGroup || record.Kind == UsageKind.RefusedCreate))
                RecordCreate(record.Node, record.StartedAt < now ? record.StartedAt : now, pod);
        }
    }

    /// <summary>What a virtual node may hold now: what it was given, and no more than its service leaves to it.</summary>
    public VirtualCapacity CapacityOf(Node node) => VirtualCapacity.Of(node, node.Quota is null ? default : HeldBySiblings(node));

    private VirtualCapacity HeldBySiblings(Node node)
    {
        var held = default(VirtualCapacity);
        foreach (var other in SharersOf(node))
        {
            if (other.Name != node.Name)
                held += LoadOf(other.Name).Held;
        }

        return held;
    }

    /// <summary>The virtual nodes that draw from the same quotas as this one, itself included, by name.</summary>
    public IEnumerable<Node> SharersOf(Node node)
    {
        var scope = ScopeOf(node.Name);
        return virtualNodes.Values.Where(other => ScopeOf(other.Name) == scope);
    }

    /// <summary>The virtual nodes of the same region, whichever their subscription, itself included: what one finds no room for, no other does.</summary>
    public IEnumerable<Node> NeighboursOf(Node node) => virtualNodes.Values.Where(other => IsNeighbour(node, other));

    /// <summary>
    /// What is remembered of refusals that concern a node, and the node that was refused: a region that is full is full for all, and a quota is
    /// that of its subscription.
    /// </summary>
    public IEnumerable<(Node Refused, CapacityShortage Shortage)> ShortagesOf(Node node)
    {
        foreach (var other in virtualNodes.Values)
        {
            foreach (var shortage in other.Shortages)
            {
                if (other.Name == node.Name || (shortage.IsQuota ? ScopeOf(other.Name) == ScopeOf(node.Name) : IsNeighbour(node, other)))
                    yield return (other, shortage);
            }
        }
    }

    private static bool IsNeighbour(Node one, Node other) =>
        one.Region == other.Region && string.Equals(one.Aci?.Endpoint.Authority, other.Aci?.Endpoint.Authority, StringComparison.OrdinalIgnoreCase);

    /// <summary>Some nodes come after others for pods that do not tolerate their taints.</summary>
    public bool HasSoftTaints => softTainted.Count > 0;

    private void IndexNode(Node node)
    {
        nodes[node.Name] = node;
        nodesByName[node.Name] = node;
        if (IsSoftTainted(node))
            softTainted.Add(node.Name);
        if (node.NodeKind == NodeKind.Vm)
            vmCapacity.Put(node, LoadOf(node.Name));
        else
            IndexVirtualNode(node);
    }

    /// <summary>Pods may have come on record before their node: what was counted by its name alone moves to where it belongs.</summary>
    private void IndexVirtualNode(Node node)
    {
        virtualNodes[node.Name] = node;
        var (before, scope) = (ScopeOf(node.Name), QuotaScope.Of(node));
        scopes[node.Name] = scope;
        if (before != scope && creates.Remove(before, out var history))
            HistoryOf(scope).AddAll(history);
    }

    private static bool IsSoftTainted(Node node)
    {
        foreach (var taint in node.Taints)
        {
            if (!taint.IsHard)
                return true;
        }

        return false;
    }

    private void UnindexNode(Node node)
    {
        softTainted.Remove(node.Name);
        nodes.Remove(node.Name);
        nodesByName.Remove(node.Name);
        virtualNodes.Remove(node.Name);
        vmCapacity.Remove(node.Name);
    }

    /// <summary>
    /// A node that got room is marked changed: the planner looks at the waiting pods again when one is. What pods may wait for
    /// besides room (nodes, policies, configuration) marks the pods themselves.
    /// </summary>
    private void MarkFreed(ClusterObject? before, ClusterObject? after)
    {
        if (before is Pod { HoldsCapacity: true, Placement: { } left } pod)
        {
            if ((after is not Pod { HoldsCapacity: true } now || GivesWay(pod, now)) && !Canaries.CanarySwitch.Sings(Canary.LostWakeUp))
                changed.Add(new ObjectKey(ObjectKind.Node, "", left.Node.Value));
            ForgetUnsentCreate(pod, after as Pod);
        }
        else if ((after ?? before) is Node or BurstPolicy or ConfigMap or Secret)
        {
            MarkAllWaiting();
        }
    }

    /// <summary>It moved, it shrank, or it may count against another policy's limits from now on.</summary>
    private static bool GivesWay(Pod before, Pod after) =>
        after.Placement != before.Placement
        || !before.Spec.TotalRequests.FitsIn(after.Spec.TotalRequests)
        || after.Metadata.Labels != before.Metadata.Labels
        || after.Metadata.Annotations != before.Metadata.Annotations;

    private void RecordCreate(Pod pod)
    {
        if (pod.Placement is { Tier.IsVm: false } placement)
            RecordCreate(placement.Node, placement.At, pod.Uid);
    }

    private void RecordCreate(NodeName node, DateTimeOffset at, PodUid pod)
    {
        HistoryOf(ScopeOf(node)).Add(at, pod);
    }

    private CreateHistory HistoryOf(QuotaScope scope)
    {
        if (!creates.TryGetValue(scope, out var history))
            creates[scope] = history = new CreateHistory();
        return history;
    }

    /// <summary>
    /// A placement that is taken back before any call was made, since its commit failed or its pod was to end first, has created nothing;
    /// a refusal is the answer to a call.
    /// </summary>
    private void ForgetUnsentCreate(Pod before, Pod? after)
    {
        var isTakenBack = before.HostState == HostState.CreateIntended && before.HostAttempts == 0
            && (after is null || (after.HostState == HostState.None && after.Refusals == before.Refusals));
        var isUnsent = before.HostState == HostState.DeleteIntended && after is { HostState: HostState.Gone, Placement: null };
        if ((isTakenBack || isUnsent) && before.Placement is { Tier.IsVm: false } placement)
            HistoryOf(ScopeOf(placement.Node)).Remove(placement.At, before.Uid);
    }
}
