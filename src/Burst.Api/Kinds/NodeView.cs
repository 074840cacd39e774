using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Tables;
using Burst.Control.Applying;
using Burst.Core.Nodes;
using Burst.Core.Units;
using Burst.Manifests.Quantities;

namespace Burst.Api.Kinds;

/// <summary>A node, what it may hold now and what its pods hold of that.</summary>
internal sealed record NodeView(Node Node, Resources Requested, int PodCount, Resources Capacity, int PodsMax) : ResourceView(Node with
{
    Metadata = Node.Metadata with { Labels = NodeLabels.Of(Node) },
})
{
    /// <summary>What holds calls to its host back now; it says nothing of whether the node is ready.</summary>
    public HostTrouble? Trouble { get; init; }

    /// <summary>What its pods hold of what it has beside CPU and memory.</summary>
    public ScalarResources ScalarRequests { get; init; } = ScalarResources.None;

    private bool IsVirtual => Node.NodeKind == NodeKind.Virtual;

    private Resources Allocatable => IsVirtual ? Capacity : Node.Allocatable;

    private string Status
    {
        get
        {
            var ready = Node.Readiness.Status switch { true => "Ready", false => "NotReady", null => "Unknown" };
            var held = Trouble switch { { IsSick: true } => ",CallsHeldBack", { } => ",CreatesHeldBack", null => "" };
            return Node.IsCordoned ? $"{ready},SchedulingDisabled{held}" : ready + held;
        }
    }

    public override JsonArray Cells(DateTimeOffset now) =>
    [
        Node.Metadata.Name,
        Status,
        IsVirtual ? "virtual" : "vm",
        HumanDuration.Age(Node.Metadata.CreatedAt, now),
        KubeletVersion,
        string.Join(",", Node.Tiers),
        IsVirtual ? "<none>" : Node.Size,
        Node.Region,
        $"{Quantity.OfCpu(Requested.CpuMillis)}/{Quantity.OfCpu(Allocatable.CpuMillis)}",
        $"{Quantity.OfMemory(Requested.MemoryMib)}/{Quantity.OfMemory(Allocatable.MemoryMib)}",
        $"{PodCount}/{PodsMax}",
    ];

    public override string ValueOf(string field) =>
        field == "spec.unschedulable" ? (Node.IsCordoned ? "true" : "false") : base.ValueOf(field);

    protected override void Complete(JsonObject json)
    {
        if (Taints() is { Count: > 0 } taints)
            json["spec"]!["taints"] = taints.Select(ToJson).ToJsonArray();
        json["status"] = new JsonObject
        {
            ["capacity"] = Amounts(Capacity),
            ["allocatable"] = Amounts(Allocatable),
            ["conditions"] = Conditions().Select(condition => condition.ToJson()).ToJsonArray(),
            ["addresses"] = new JsonArray(new JsonObject { ["type"] = "Hostname", ["address"] = Node.Metadata.Name }),
            ["nodeInfo"] = NodeInfo(),
            ["burst"] = Burst(),
        };
    }

    private List<Taint> Taints() =>
        IsVirtual ? [new Taint(VirtualKubelet.TaintKey, VirtualKubelet.TaintValue, VirtualKubelet.TaintEffect), .. Node.Taints] : [.. Node.Taints];

    private static JsonObject ToJson(Taint taint)
    {
        var json = new JsonObject { ["key"] = taint.Key };
        json.SetIfAny("value", taint.Value);
        json["effect"] = taint.Effect;
        json.SetIfAny("timeAdded", taint.AddedAt?.Show());
        return json;
    }

    private IEnumerable<Condition> Conditions()
    {
        yield return new Condition("Ready", Node.Readiness.Status, Node.Readiness.Since, Node.Readiness.Reason, Node.Readiness.Message);
        if (Node.Machine is { } machine)
        {
            yield return Pressure("MemoryPressure", machine.Memory);
            yield return Pressure("DiskPressure", machine.Disk);
        }

        if (Trouble is { } held)
            yield return new Condition("CallsHeldBack", true, held.Since, HeldBack.Reason(held), HeldBack.Message(held));
        if (Node.Quota is { } quota)
            yield return new Condition("QuotaKnown", quota.Problem is null, quota.Since, quota.Problem is null ? "QuotaRead" : "QuotaUnreadable", quota.Problem ?? "The quotas of the service are read once a minute.");
    }

    private JsonObject NodeInfo()
    {
        var json = new JsonObject
        {
            ["kubeletVersion"] = KubeletVersion,
            ["operatingSystem"] = Node.Machine?.OperatingSystem ?? "linux",
            ["osImage"] = IsVirtual ? "Azure Container Instances" : $"Azure VM {Node.Size}",
        };
        json.SetIfAny("architecture", Node.Machine?.Architecture);
        json.SetIfAny("containerRuntimeVersion", Node.Machine?.Runtime);
        return json;
    }

    private static Condition Pressure(string type, NodePressure? pressure) => new(
        type, pressure?.IsUnder, pressure?.Since, pressure switch { null => "NotRead", { IsUnder: true } => "TooLittleLeft", _ => "EnoughLeft" },
        pressure?.Message ?? "What is left of the machine has not been read.");

    private string KubeletVersion => $"burst-{ApiVersionInfo.Current}";

    private JsonObject Amounts(Resources amount) => WithScalars(Node.ScalarCapacity ?? ScalarResources.None, new JsonObject
    {
        ["cpu"] = Quantity.OfCpu(amount.CpuMillis),
        ["memory"] = Quantity.OfMemory(amount.MemoryMib),
        ["pods"] = PodsMax.ToString(),
    });

    private static JsonObject WithScalars(ScalarResources scalars, JsonObject amounts)
    {
        foreach (var (name, amount) in scalars.Amounts)
            amounts[name] = Quantity.OfScalar(name, amount);
        return amounts;
    }

    /// <summary>Where its container groups are.</summary>
    public static JsonObject Aci(AciConnection aci)
    {
        var json = new JsonObject
        {
            ["endpoint"] = aci.Endpoint.ToString(),
            ["subscription"] = aci.Subscription.ToString("D"),
            ["resourceGroup"] = aci.ResourceGroup,
        };
        json.SetIfAny("audience", aci.Audience?.ToString());
        json.SetIfAny("subnet", aci.SubnetId);
        json.SetIfAny("identity", aci.IdentityId);
        json.SetIfAny("zone", aci.Zone);
        json.SetIfAny("credential", aci.Credential?.Text);
        json.SetIfAny("credentialFile", aci.Credential?.File);
        json.SetIfAny("authorityHost", aci.AuthorityHost?.ToString());
        json.SetIfAny("emulatorCaPem", aci.CaPem);
        return json;
    }

    private static JsonObject Pair(Resources amount) =>
        new() { ["cpu"] = Quantity.OfCpu(amount.CpuMillis), ["memory"] = Quantity.OfMemory(amount.MemoryMib) };

    private static JsonObject Shortage(CapacityShortage shortage) => new()
    {
        ["tier"] = shortage.Tier.Value,
        ["size"] = shortage.Size.ToString(),
        ["until"] = shortage.Until.Show(),
        ["times"] = shortage.Times,
        ["reason"] = shortage.Reason,
    };

    private JsonObject Quota(NodeQuota quota)
    {
        var json = new JsonObject();
        Add("groups", quota.Groups, Node.PodsMax, 1);
        Add("cores", quota.CpuMillis, Node.Capacity.CpuMillis, 1000);
        Add("spotCores", quota.SpotCpuMillis, Node.SpotCpuMillis ?? Node.Capacity.CpuMillis, 1000);
        return json;

        void Add(string name, QuotaShare? share, long given, decimal unit)
        {
            if (share is { } known)
                json[name] = new JsonObject { ["configured"] = given / unit, ["limit"] = known.Limit / unit, ["others"] = known.Others / unit };
        }
    }

    /// <summary>What Kubernetes has no field for.</summary>
    private JsonObject Burst()
    {
        var json = new JsonObject
        {
            ["kind"] = IsVirtual ? "virtual" : "vm",
            ["tiers"] = Node.Tiers.Select(tier => tier.Value).ToJsonArray(),
            ["region"] = Node.Region,
            ["requested"] = WithScalars(ScalarRequests, new JsonObject
            {
                ["cpu"] = Quantity.OfCpu(Requested.CpuMillis),
                ["memory"] = Quantity.OfMemory(Requested.MemoryMib),
                ["pods"] = PodCount.ToString(),
            }),
        };
        json.SetIfAny("size", Node.Size);
        if (Node.Aci is { } aci)
            json["aci"] = Aci(aci);
        if (Node.Docker is { } docker)
            json["docker"] = docker.Host;
        if (Node.Reserve is { } reserve)
            json["reserve"] = Pair(reserve);
        if (Node.Machine is { ForeignContainers: > 0 } machine)
        {
            json["foreign"] = Pair(machine.Foreign);
            json["foreign"]!["containers"] = machine.ForeignContainers;
        }

        if (Node.Order != 0)
            json["order"] = Node.Order;
        if (Node.Weight is { } weight)
            json["weight"] = weight;
        if (!Node.Shortages.IsEmpty)
            json["shortages"] = Node.Shortages.Select(Shortage).ToJsonArray();
        if (Node.Quota is { } quota)
            json["quota"] = Quota(quota);
        if (Node.ReservedYears is { } years)
            json["reservedYears"] = years;
        return json;
    }
}
