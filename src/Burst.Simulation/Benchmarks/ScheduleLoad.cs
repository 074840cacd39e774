using System.Collections.Immutable;
using System.Globalization;
using Burst.Core.Constraints;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Units;

namespace Burst.Simulation.Benchmarks;

/// <summary>
/// The nodes and pods of a benchmark, from its seed: machines of four sizes in ten zones, and pods of 240 templates in shuffled order, half of them
/// services and half of them jobs, sized so that all find a place.
/// </summary>
internal sealed class ScheduleLoad
{
    public const int Templates = 240;

    public const int MaxSkew = 5;
    public const string ZoneLabel = "topology.kubernetes.io/zone";
    private const string HostnameLabel = "kubernetes.io/hostname";
    private const int Zones = 10;

    /// <summary>Of what the machines have, in percent, pods ask for at most so much together.</summary>
    private const int FillPercentMax = 80;

    /// <summary>The same where a workload has to be in one zone: what is packed goes to the same one until that is full.</summary>
    private const int ZonedFillPercentMax = 8;

    /// <summary>Of the pods that displace others, and one more than the others have at most.</summary>
    public const int HighPriority = 10;

    private const int PreemptionCpuMillis = 100;

    private static readonly (string Size, long Cores)[] Sizes = [("D8s_v5", 8), ("D16s_v5", 16), ("D32s_v5", 32), ("D64s_v5", 64)];
    private static readonly long[] CpuMillis = [50, 100, 100, 200, 250, 500];

    private readonly SeededRandom random;
    private readonly DateTimeOffset from;
    private readonly ScheduleBenchOptions options;
    private readonly (PodSpec Spec, string Hash, ImmutableSortedDictionary<string, string> Labels)[] templates;
    private readonly int[] order;

    public ScheduleLoad(ScheduleBenchOptions options, DateTimeOffset from)
    {
        (this.from, this.options) = (from, options);
        random = SeededRandom.For(options.Seed, "schedule");
        Nodes = [.. Enumerable.Range(0, options.Nodes).Select(MakeNode)];
        templates = [.. Enumerable.Range(0, Templates).Select(number => MakeTemplate(number, ShapeOf(number, options.Shape), ScaleOf(options)))];
        order = Shuffle(options.Pods);
        if (IsPreemption)
            Nodes = [.. Nodes.Select(node => node with { Capacity = new Resources(SlotsPerNode * PreemptionCpuMillis, SlotsPerNode * PreemptionCpuMillis) })];
    }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Pods that a node has room for, where those of low priority fill the nodes.</summary>
    public int SlotsPerNode => Math.Max(1, (LowCount + options.Nodes - 1) / options.Nodes);

    /// <summary>How many arrive together, once so many have: those that displace others come after these.</summary>
    public int CountNext(int arrived) => Math.Min(options.Batch, (IsPreemption && arrived < LowCount ? LowCount : options.Pods) - arrived);

    private bool IsPreemption => options.Shape == ScheduleShape.Preemption;

    private int LowCount => options.Pods - (options.Pods / 2);

    /// <summary>The pods that arrive from <paramref name="first"/> on.</summary>
    public List<Pod> MakePods(int first, int count, DateTimeOffset at)
    {
        var pods = new List<Pod>(count);
        for (var i = first; i < first + count; i++)
            pods.Add(MakePod(i, order[i], at));
        return pods;
    }

    private Node MakeNode(int number)
    {
        var (size, cores) = random.Pick(Sizes);
        return new Node
        {
            Metadata = new ObjectMeta
            {
                Name = Name("vm", number),
                Uid = random.NextGuid().ToString("D"),
                CreatedAt = from,
                Generation = 1,
                Labels = ImmutableSortedDictionary<string, string>.Empty.Add(HostnameLabel, Name("vm", number)).Add(ZoneLabel, Name("zone", number % Zones)),
            },
            NodeKind = NodeKind.Vm,
            Region = "eastus",
            Size = size,
            Tiers = [Tier.Vm],
            Capacity = new Resources(cores * 1000, cores * 4096),
            PodsMax = 2500,
            Readiness = new NodeReadiness(true, "HostReady", "ok", from),
        };
    }

    /// <summary>Requests shrink, in thousandths, where so many pods of the usual sizes would not fit.</summary>
    private int ScaleOf(ScheduleBenchOptions options)
    {
        var fill = options.Shape is ScheduleShape.Affinity or ScheduleShape.Mixed ? ZonedFillPercentMax : FillPercentMax;
        var room = Nodes.Sum(node => node.Capacity.CpuMillis) / 100 * fill;
        var wanted = CpuMillis.Sum() / CpuMillis.Length * options.Pods;
        return (int)Math.Min(1000, room * 1000 / Math.Max(1, wanted));
    }

    private (PodSpec Spec, string Hash, ImmutableSortedDictionary<string, string> Labels) MakeTemplate(int number, ScheduleShape shape, int scale)
    {
        var cpu = shape == ScheduleShape.Preemption ? PreemptionCpuMillis : Math.Max(1, random.Pick(CpuMillis) * scale / 1000);
        var name = Name("app", number);
        var container = new ContainerSpec
        {
            Name = "main",
            Image = $"registry.example/{name}:1",
            Requests = new Resources(cpu, shape == ScheduleShape.Preemption ? 1 : Math.Max(1, cpu * random.Between(1, 3))),
        };
        var labels = ImmutableSortedDictionary<string, string>.Empty.Add("app", name);
        var spec = new PodSpec { Containers = [container], RestartPolicy = number % 2 == 0 ? RestartPolicy.Always : RestartPolicy.Never };
        return (Constrain(spec, shape, new LabelSelector { MatchLabels = labels }), name, labels);
    }

    /// <summary>What a template of this number asks for.</summary>
    public static ScheduleShape ShapeOf(int template, ScheduleShape shape) =>
        shape == ScheduleShape.Mixed ? (ScheduleShape)(template / 2 % (int)ScheduleShape.Mixed) : shape;

    private static PodSpec Constrain(PodSpec spec, ScheduleShape shape, LabelSelector own) => shape switch
    {
        ScheduleShape.Spread => spec with
        {
            TopologySpread = [new TopologySpreadConstraint { MaxSkew = MaxSkew, TopologyKey = ZoneLabel, WhenUnsatisfiable = WhenUnsatisfiable.DoNotSchedule, LabelSelector = own }],
        },
        ScheduleShape.AntiAffinity => spec with { Affinity = new Affinity { PodAntiAffinity = Require(HostnameLabel, own) } },
        ScheduleShape.Affinity => spec with { Affinity = new Affinity { PodAffinity = Require(ZoneLabel, own) } },
        _ => spec,
    };

    private static PodAffinity Require(string topologyKey, LabelSelector own) =>
        new() { Required = [new PodAffinityTerm { TopologyKey = topologyKey, LabelSelector = own }] };

    private int[] Shuffle(int count)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (numbers[i], numbers[other]) = (numbers[other], numbers[i]);
        }

        return numbers;
    }

    private Pod MakePod(int arrival, int number, DateTimeOffset at)
    {
        var (spec, hash, labels) = templates[number % Templates];
        return new Pod
        {
            Metadata = new ObjectMeta
            {
                Name = Name(hash, number),
                Namespace = "default",
                Uid = NextUid(at),
                Labels = labels,
                CreatedAt = at,
                Generation = 1,
            },
            Spec = spec,
            TemplateHash = hash,
            PreemptionPolicy = IsPreemption && arrival < LowCount ? PreemptionPolicy.Never : PreemptionPolicy.PreemptLowerPriority,
            Priority = !IsPreemption ? 0 : arrival < LowCount ? number % HighPriority : HighPriority,
            HostStateSince = at,
        };
    }

    /// <summary>As <see cref="RandomIdSource"/> makes them.</summary>
    private string NextUid(DateTimeOffset at)
    {
        var time = at.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);
        return $"{time[..8]}-{time[8..]}-7{random.NextGuid().ToString("D")[15..]}";
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}");
}
