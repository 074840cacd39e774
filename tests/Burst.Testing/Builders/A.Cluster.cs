using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Policies;
using Burst.Core.Units;

namespace Burst.Testing.Builders;

public static partial class A
{
    public static Namespace Namespace(string name = "default") => new() { Metadata = Meta(name, "") };

    public static ConfigMap ConfigMap(string name, string data, string ns = "default") => new() { Metadata = Meta(name, ns), Data = Map(data) };

    /// <summary>Values are given in plain text.</summary>
    public static Secret Secret(string name, string data, string ns = "default") => new()
    {
        Metadata = Meta(name, ns),
        Data = Map(data).ToImmutableSortedDictionary(
            pair => pair.Key, pair => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pair.Value)), StringComparer.Ordinal),
    };

    /// <summary>A D2s_v5 that is ready: 2 cores, 8 GiB.</summary>
    public static Node VmNode(
        string name = "vm-1", long cpuMillis = 2000, long memoryMib = 8192, int podsMax = 110, bool ready = true, bool cordoned = false,
        string labels = "", Tier? tier = null) => new()
    {
        Metadata = Meta(name, "", labels),
        NodeKind = NodeKind.Vm,
        Region = "eastus",
        Size = "D2s_v5",
        Tiers = [tier ?? Tier.VmReserved],
        ReservedYears = (tier ?? Tier.VmReserved) == Tier.VmReserved ? 1 : null,
        Capacity = new Resources(cpuMillis, memoryMib),
        PodsMax = podsMax,
        IsCordoned = cordoned,
        Readiness = Readiness(ready),
    };

    /// <summary>What the host of a VM node tells of its machine.</summary>
    public static NodeMachine Machine(long cpuMillis = 2000, long memoryMib = 8192, string identity = "engine-1", Resources foreign = default, string labels = "") => new()
    {
        Identity = identity,
        Total = new Resources(cpuMillis, memoryMib),
        Foreign = foreign,
        ForeignContainers = foreign == default ? 0 : 1,
        Architecture = "amd64",
        OperatingSystem = "linux",
        Runtime = "docker://28.2.2",
        Labels = Map(labels),
    };

    public static Node VirtualNode(
        string name = "aci-eastus", string region = "eastus", long coreQuota = 100, int podsMax = 100, bool ready = true,
        bool cordoned = false, params Tier[] tiers) => new()
    {
        Metadata = Meta(name, ""),
        NodeKind = NodeKind.Virtual,
        Region = region,
        Tiers = tiers.Length == 0 ? [Tier.Aci, Tier.AciSpot] : [.. tiers],
        Capacity = new Resources(coreQuota * 1000, coreQuota * 16 * 1024),
        PodsMax = podsMax,
        IsCordoned = cordoned,
        Readiness = Readiness(ready),
    };

    /// <summary>Selects <c>app=batch</c>, the label of <c>A.Job()</c>'s pods, unless told otherwise.</summary>
    public static BurstPolicy Policy(
        string name = "burst", BurstMode mode = BurstMode.Overflow, int afterSeconds = 5, string selector = "app=batch", int? maxPods = null,
        decimal? maxSpendPerHour = null, string ns = "default", params Tier[] tiers) => new()
    {
        Metadata = Meta(name, ns),
        Mode = mode,
        After = TimeSpan.FromSeconds(afterSeconds),
        Tiers = tiers.Length == 0 ? [Tier.Aci] : [.. tiers],
        MaxPods = maxPods,
        MaxSpendPerHour = maxSpendPerHour is { } dollars ? Money.FromDollars(dollars) : null,
        Selector = Map(selector),
    };

    /// <summary>In thousandths of a core, MiB and pods: <c>pods=2,requests.cpu=1500</c>.</summary>
    public static ResourceQuota Quota(string hard, string name = "limits", string ns = "default") => new()
    {
        Metadata = Meta(name, ns),
        Hard = Map(hard).ToImmutableSortedDictionary(pair => pair.Key, pair => long.Parse(pair.Value, System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal),
    };

    public static PriorityClass PriorityClass(string name, int value, bool isDefault = false, PreemptionPolicy preemption = PreemptionPolicy.PreemptLowerPriority) => new()
    {
        Metadata = Meta(name, ""),
        Value = value,
        GlobalDefault = isDefault,
        PreemptionPolicy = preemption,
    };

    public static NodeReadiness Readiness(bool? ready, DateTimeOffset? since = null) => ready == true
        ? new NodeReadiness(true, "HostReady", "ok", since ?? Start)
        : new NodeReadiness(ready, "HostUnreachable", "no answer", since ?? Start);
}
