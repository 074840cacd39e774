using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Core.Units;

namespace Burst.Testing.Storage;

/// <summary>Things to store, with defaults for what a test does not care about.</summary>
public static class Stored
{
    public static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The same number gives the same UID.</summary>
    public static PodUid Uid(int number) => PodUid.From(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    public static Pod Pod(string name, int uid = 1, string image = "burst/sleep") => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = Uid(uid).Value, CreatedAt = Noon, Generation = 1 },
        Spec = new PodSpec { Containers = [new ContainerSpec { Name = "main", Image = image, Requests = new Resources(250, 64) }] },
    };

    public static ConfigMap ConfigMap(string name, string value) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default" },
        Data = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("value", value),
    };

    public static Secret Secret(string name, string base64, int uid = 1) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = Uid(uid).Value },
        Data = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("password", base64),
    };

    public static UsageRecord Usage(string id, DateTimeOffset startedAt, DateTimeOffset? endedAt = null) => new()
    {
        Id = id,
        Kind = UsageKind.ContainerGroup,
        Node = NodeName.Parse("aci-eastus"),
        Tier = Tier.Aci,
        Region = "eastus",
        Pod = Uid(1),
        Requested = new Resources(1000, 1024),
        Billed = new GroupSize(1000, 10),
        Rates = new UsageRates(Money.FromDollars(0.0405m), Money.FromDollars(0.00445m), Money.Zero),
        StartedAt = startedAt,
        EndedAt = endedAt,
    };

    public static ClusterEvent Event(string name, string reason = "Scheduled", int uid = 1, string eventNamespace = "default") => new()
    {
        At = Noon,
        Severity = EventSeverity.Normal,
        Reason = reason,
        Message = $"{name}: {reason}",
        Regarding = new ObjectKey(ObjectKind.Pod, eventNamespace, name),
        Uid = Uid(uid).Value,
    };

    public static PlacementDecision Decision(string podName, int uid, string reason, string podNamespace = "default") => new()
    {
        Pod = Uid(uid),
        Namespace = podNamespace,
        PodName = podName,
        At = Noon,
        Node = NodeName.Parse("vm-1"),
        Tier = Tier.Vm,
        PricePerHour = Money.FromDollars(0.096m),
        Reason = reason,
        Policy = "overflow after 5s (burst)",
        Waited = TimeSpan.FromSeconds(3),
        Considered = [new NodeVerdict(NodeName.Parse("vm-1"), Tier.Vm, Fits: true, "fits", Money.FromDollars(0.096m))],
    };

    public static AuditEntry Audit(string path, int status = 200) => new(Noon, "admin", "patch", path, status);

    public static StateCommit Put(params ClusterObject[] objects) => Changes([.. objects.Select(item => new Change.Put(item))]);

    public static StateCommit Usage(params UsageRecord[] records) => Changes([.. records.Select(record => new Change.PutUsage(record))]);

    public static StateCommit Changes(params Change[] changes) => new() { Changes = changes };
}
