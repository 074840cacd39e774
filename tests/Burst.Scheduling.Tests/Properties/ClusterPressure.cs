using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Core.Workloads;
using Burst.Scheduling.Planning;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Properties;

/// <summary>Clusters with little of everything that pods wait for, and the things that happen to them.</summary>
/// <param name="random">Decides.</param>
/// <param name="hasTopology">Nodes are in zones, and pods want others near, far or evenly spread.</param>
internal sealed class ClusterPressure(Random random, bool hasTopology = false)
{
    private int arrivals;

    public PlannerOptions Limits() => new()
    {
        SpendCapPerHour = random.Next(3) == 0 ? Money.FromDollars(random.Next(1, 60) / 100m) : null,
        CreatesPer5Minutes = random.Next(1, 8),
        CreatesPerHour = random.Next(3, 20),
    };

    /// <summary>Now and then long enough for a window of the create rate to pass.</summary>
    public double Seconds() => random.Next(4) == 0 ? random.Next(1, 400) : random.Next(0, 6);

    public IEnumerable<ClusterObject> Objects() =>
    [
        .. Many(3, i => InZone(A.VmNode($"vm-{i}", random.Next(1, 5) * 1000, random.Next(1, 9) * 1024, random.Next(1, 6), random.Next(5) > 0))),
        .. Many(3, i => InZone(A.VirtualNode($"aci-{i}", coreQuota: random.Next(1, 9), podsMax: random.Next(1, 7), ready: random.Next(5) > 0))),
        .. Many(4, i => Constrained(A.Job($"job-{i}", random.Next(1, 9), random.Next(1, 9), ns: Namespace(), cpuMillis: Cpu(), labels: $"app={random.Next(2)}"))),
        .. Many(3, i => Constrained(A.Deployment($"web-{i}", random.Next(0, 6), ns: Namespace(), cpuMillis: Cpu(), labels: $"app={random.Next(3)}"))),
        .. Many(2, i => A.Namespace(i == 0 ? "default" : "team") with { Metadata = A.Meta(i == 0 ? "default" : "team", "", annotations: $"{Core.Objects.Namespace.WeightAnnotation}={random.Next(1, 4)}") }),
        .. Many(3, _ => Lone()),
        .. Many(2, _ => Gang()).SelectMany(gang => gang),
        .. Enumerable.Range(0, 2).Select(Policy),
        .. Many(2, Budget),
        A.PriorityClass("class-0", -1), A.PriorityClass("class-1", 1), A.PriorityClass("class-2", 2, preemption: PreemptionPolicy.Never),
    ];

    /// <summary>One thing happens, and nothing has been decided on it yet.</summary>
    public void Disturb(PlannerBench bench)
    {
        foreach (var change in Next(bench))
            bench.State.Apply(change);
    }

    public void HostsObeySome(PlannerBench bench) => bench.HostsObeySome(random);

    private IEnumerable<Change> Next(PlannerBench bench) => random.Next(13) switch
    {
        0 => Puts(Any(bench.State.Pods.Where(pod => pod.HostState == HostState.CreateIntended)) is { } pod ? [Refused(bench, pod)] : []),
        1 => Puts(Any(bench.State.Pods.Where(pod => pod.HostState == HostState.Created)) is { } pod ? [Ended(bench, pod)] : []),
        2 => Puts(bench.State.PodsWithHostWork.Where(pod => pod.HostState == HostState.DeleteIntended).Select(pod => pod with { HostState = HostState.Gone })),
        3 => Puts(Any(bench.State.Nodes) is { } node ? [Changed(bench, node)] : []),
        4 => Puts(Policy(random.Next(2))),
        5 => Any(bench.State.Policies) is { } policy && random.Next(3) == 0 ? [new Change.Remove(policy.Key)] : [],
        6 => Puts(random.Next(2) == 0 ? Lone() : A.ConfigMap("settings", "a=1")),
        7 => Puts(Gang().Skip(random.Next(2))),
        8 => Puts(Budget(random.Next(2))),
        9 => Any(bench.State.Pods.Where(pod => pod.NominatedNode is not null)) is { } pod ? Puts(pod with { Metadata = pod.Metadata with { DeletionRequestedAt = bench.Now } }) : Puts(Lone()),
        10 or 11 => Puts(Lone() with { Priority = random.Next(1, 6) }, Lone() with { Priority = random.Next(1, 6) }),
        _ => Puts(Any(bench.State.Pods) is { } pod ? [Relabelled(pod)] : []),
    };

    private static IEnumerable<Change> Puts(params IEnumerable<ClusterObject> items) => items.Select(item => new Change.Put(item)).ToList();

    private Pod Refused(PlannerBench bench, Pod pod) => pod with
    {
        HostState = HostState.None,
        Placement = null,
        Refusals = [new PlaceRefusal(pod.Placement!.Node, pod.Placement.Tier, bench.Now.AddSeconds(random.Next(1, 60)))],
    };

    private Pod Ended(PlannerBench bench, Pod pod) =>
        pod with { Phase = random.Next(2) == 0 ? PodPhase.Succeeded : PodPhase.Failed, FinishedAt = bench.Now };

    private Node Changed(PlannerBench bench, Node node) => random.Next(hasTopology ? 4 : 3) switch
    {
        3 => InZone(node),
        0 => node with { Readiness = A.Readiness(random.Next(3) > 0, bench.Now) },
        1 => node with { IsCordoned = !node.IsCordoned },
        _ => node with { Capacity = node.Capacity + new Resources(1000, 1024), PodsMax = node.PodsMax + 1 },
    };

    private Pod Relabelled(Pod pod) => pod with { Metadata = pod.Metadata with { Labels = A.Map($"app={random.Next(3)}") } };

    private Pod Lone() => Ranked(A.Pod(
        $"pod-{arrivals++}", Namespace(), labels: $"app={random.Next(3)}",
        spec: Constrained(A.Spec(Cpu(), envFrom: random.Next(4) == 0 ? [new EnvFrom(ObjectKind.ConfigMap, "settings", "", false)] : null))));

    private string Namespace() => random.Next(3) == 0 ? "team" : "default";

    /// <summary>Most pods have priority 0, as where nobody speaks of it.</summary>
    private Pod Ranked(Pod pod) => pod with { Priority = random.Next(3) == 0 ? random.Next(-1, 3) : 0 };

    private Node InZone(Node node) => hasTopology ? node with { Metadata = A.Meta(node.Metadata.Name, "", random.Next(5) == 0 ? "" : $"zone={random.Next(3)}") } : node;

    private Job Constrained(Job job) => job with { Template = job.Template with { Spec = Classed(Constrained(job.Template.Spec)) } };

    private Deployment Constrained(Deployment deployment) => deployment with { Template = deployment.Template with { Spec = Classed(Constrained(deployment.Template.Spec)) } };

    private PodSpec Classed(PodSpec spec) => random.Next(3) == 0 ? spec with { PriorityClassName = $"class-{random.Next(3)}" } : spec;

    private PodSpec Constrained(PodSpec spec) => hasTopology ? RandomTopology.Of(random, spec) : spec;

    private List<Pod> Gang()
    {
        var (size, cpu, app, name) = (random.Next(2, 5), Cpu(), random.Next(3), $"gang-{arrivals++}");
        return [.. Enumerable.Range(0, size).Select(i => A.Pod($"{name}-{i}", labels: $"app={app}", spec: Constrained(A.Spec(cpu))) with { Gang = new PodGang(name, size) }).Select(Ranked)];
    }

    private BurstPolicy Policy(int i) => A.Policy(
        $"policy-{i}", (BurstMode)random.Next(4), random.Next(0, 8), $"app={i}", random.Next(2) == 0 ? random.Next(0, 6) : null,
        random.Next(3) == 0 ? random.Next(1, 30) / 100m : null, tiers: random.Next(2) == 0 ? [Tier.Aci] : [Tier.AciSpot, Tier.Aci]);

    private PodDisruptionBudget Budget(int i) => new() { Metadata = A.Meta($"budget-{i}", Namespace()), Selector = A.Map($"app={random.Next(3)}"), MinAvailable = new(random.Next(0, 3), false) };

    private long Cpu() => random.Next(1, 30) * 100;

    private IEnumerable<T> Many<T>(int countMax, Func<int, T> make) => Enumerable.Range(0, random.Next(0, countMax + 1)).Select(make).ToList();

    private T? Any<T>(IEnumerable<T> items)
        where T : class => items.ToList() is { Count: > 0 } list ? list[random.Next(list.Count)] : null;
}
