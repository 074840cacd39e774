using Burst.Core.Constraints;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class PodAffinityTests
{
    private static readonly Node A1 = InZone("a1", "a"), A2 = InZone("a2", "a"), B1 = InZone("b1", "b"), Bare = A.VmNode("bare");

    [Fact]
    public void Affinity_GoesWhereSuchPodsAre_InTheTopology()
    {
        var bench = new PlannerBench(A1, A2 with { IsCordoned = true }, B1, Near("web", "app=db")).Settle();
        Assert.Equal("0/3 nodes fit: 2 no affinity with app=db, 1 cordoned; no burst policy lets it spill.", bench.MessageOf("web"));

        bench.Put(On(B1, A.Pod("db", labels: "app=db")));

        Assert.Equal("b1", bench.NodeOf("web"));
    }

    [Fact]
    public void FirstOfAGroup_ThatWantsItselfNear_GoesAnywhereThatHasTheTopology()
    {
        Assert.Null(new PlannerBench(Bare, Near("web", "app=web")).Settle().NodeOf("web"));
        var bench = new PlannerBench(A1, B1, Bare, Near("web", "app=web")).Settle();
        var first = bench.NodeOf("web");
        bench.Put(Near("two", "app=web"), Near("three", "app=web"));
        Assert.Equal(("a1", "a1"), (first, bench.NodeOf("two")));
        Assert.Equal("0/3 nodes fit: 1 insufficient cpu, 1 no affinity with app=web, 1 no label zone; no burst policy lets it spill.", bench.MessageOf("three"));
    }

    [Fact]
    public void PodOfSeveralTerms_WantsOnePodThatMeetsThemAll()
    {
        var pod = A.Pod("web", spec: A.Spec() with { Affinity = new() { PodAffinity = new() { Required = [Term("app=db"), Term("tier=gold")] } } });
        var bench = new PlannerBench(A1, pod, On(A1, A.Pod("db", labels: "app=db", cpuMillis: 10)), On(A1, A.Pod("gold", labels: "tier=gold", cpuMillis: 10))).Settle();
        Assert.Null(bench.NodeOf("web"));
        Assert.Equal("a1", bench.Put(On(A1, A.Pod("both", labels: "app=db,tier=gold", cpuMillis: 10))).NodeOf("web"));
    }

    [Fact]
    public void AntiAffinity_KeepsAway_BothWays_InTheWholeTopology()
    {
        Assert.Equal("b1", new PlannerBench(A1, A2, B1, Far("web", "app=db"), On(A1, A.Pod("db", labels: "app=db"))).Settle().NodeOf("web"));
        var bench = new PlannerBench(A1, A2, On(A1, Far("db", "app=web")), A.Pod("web", labels: "app=web")).Settle();
        Assert.Equal("0/2 nodes fit: 2 anti-affinity of pods there; no burst policy lets it spill.", bench.MessageOf("web"));
        Assert.Equal("0/2 nodes fit: 2 anti-affinity with app=db; no burst policy lets it spill.", new PlannerBench(A1, A2, Far("web", "app=db"), On(A1, A.Pod("db", labels: "app=db"))).Settle().MessageOf("web"));
    }

    [Fact]
    public void NodeWithoutTheLabel_IsFarFromEverything() =>
        Assert.Equal("bare", new PlannerBench(Bare, Far("web", "app=db"), On(Bare, A.Pod("db", labels: "app=db", cpuMillis: 10))).Settle().NodeOf("web"));

    [Fact]
    public void PodsOfOnePlan_SeeEachOther()
    {
        var deployment = A.Deployment(replicas: 3, template: A.Template(Far("x", "app=web").Spec));
        var bench = new PlannerBench(A1, A2, B1, deployment);
        bench.Step();
        bench.Step();
        Assert.Equal(2, bench.Active.Count(pod => pod.Placement is not null));
        Assert.Equal(["a", "b"], bench.Active.Where(pod => pod.Placement is not null).Select(pod => bench.State.FindNode(pod.Placement!.Node)!.Metadata.Labels["zone"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PodThatIsPlaced_LetsInTheOneThatWantsItNear_InTheSameStep()
    {
        var bench = new PlannerBench(A1, B1, Near("web", "app=db"), A.Pod("db", labels: "app=db", createdAt: A.Start.AddSeconds(1)));
        bench.Step();
        Assert.Equal(bench.NodeOf("db"), bench.NodeOf("web"));
        Assert.DoesNotContain(bench.Events, item => item.Reason == "FailedScheduling");
    }

    [Theory]
    [InlineData("ends", true)]
    [InlineData("is being ended", false)]
    [InlineData("is relabelled", true)]
    [InlineData("is gone", true)]
    public void PodThatKeepsOthersAway_LetsThemIn_OnceItIsGone(string what, bool isPlaced)
    {
        var held = On(A1, Far("db", "app=web"));
        var bench = new PlannerBench(A1, A2, held, A.Pod("web", labels: "app=web")).Settle();
        Assert.Null(bench.NodeOf("web"));

        bench.Put(what switch
        {
            "ends" => held with { Phase = PodPhase.Succeeded, FinishedAt = bench.Now },
            "is being ended" => held with { Metadata = held.Metadata with { DeletionRequestedAt = bench.Now } },
            "is relabelled" => held with { Spec = held.Spec with { Affinity = null } },
            _ => held with { HostState = HostState.Gone, Phase = PodPhase.Failed },
        });

        Assert.Equal(isPlaced, bench.NodeOf("web") is not null);
    }

    [Fact]
    public void PodOnAVirtualNode_CountsForVmNodes_AndTheOtherWayRound()
    {
        var aci = A.VirtualNode() with { Metadata = A.Meta("aci-eastus", "", "zone=a") };
        var policy = A.Policy(mode: BurstMode.Always);
        Assert.Equal("a1", new PlannerBench(A1, B1, aci, policy, Near("web", "app=batch"), A.Pod("job", labels: "app=batch")).Settle().NodeOf("web"));
        var far = Far("job", "app=db") with { Metadata = A.Meta("job", labels: "app=batch") };
        var bench = new PlannerBench(A1, aci, policy, far, On(A1, A.Pod("db", labels: "app=db"))).Settle();
        Assert.Null(bench.NodeOf("job"));
        Assert.Contains("1 anti-affinity with app=db", bench.MessageOf("job"), StringComparison.Ordinal);

        bench.Put(bench.State.Pods.Single(pod => pod.Metadata.Name == "db") with { Phase = PodPhase.Succeeded, FinishedAt = bench.Now });
        Assert.Equal("aci-eastus", bench.NodeOf("job"));
    }

    [Theory]
    [InlineData("", "", false, "own")]
    [InlineData("other", "", false, "other")]
    [InlineData("", "team=x", false, "other")]
    [InlineData("own", "team=x", false, "other,own")]
    [InlineData("", "", true, "other,own")]
    [InlineData("", "kubernetes.io/metadata.name=own", false, "own")]
    public void Namespaces_AreTheOwn_OrThoseListedAndSelected(string listed, string selected, bool all, string expected)
    {
        foreach (var ns in (string[])["own", "other"])
        {
            var pod = A.Pod("web", "own", spec: A.Spec() with
            {
                Affinity = new()
                {
                    PodAntiAffinity = new()
                    {
                        Required = [Term("app=db") with
                        {
                            Namespaces = listed.Length == 0 ? [] : [listed],
                            NamespaceSelector = all ? LabelSelector.Everything : selected.Length == 0 ? null : new() { MatchLabels = A.Map(selected) },
                        }],
                    },
                },
            });
            Namespace other = A.Namespace("other") with { Metadata = A.Meta("other", "", "team=x") };
            var bench = new PlannerBench(A1, A.Namespace("own"), other, pod, On(A1, A.Pod("db", ns, labels: "app=db"))).Settle();
            Assert.Equal((ns, expected.Split(',').Contains(ns)), (ns, bench.NodeOf("web") is null));
        }
    }

    [Fact]
    public void NamespaceThatLosesItsLabel_LetsTheWaitingPodIn()
    {
        Namespace other = A.Namespace("other") with { Metadata = A.Meta("other", "", "team=x") };
        var pod = A.Pod("web", spec: A.Spec() with { Affinity = new() { PodAntiAffinity = new() { Required = [Term("app=db") with { NamespaceSelector = new() { MatchLabels = A.Map("team=x") } }] } } });
        var bench = new PlannerBench(A1, other, pod, On(A1, A.Pod("db", "other", labels: "app=db"))).Settle();
        Assert.Null(bench.NodeOf("web"));
        Assert.Equal("a1", bench.Put(A.Namespace("other")).NodeOf("web"));
    }

    [Theory]
    [InlineData("version=1", true)]
    [InlineData("version=2", false)]
    [InlineData("", false)]
    public void MatchLabelKeys_TakeTheValueOfThePodItself(string other, bool isAlike)
    {
        PlannerBench With(PodAffinityTerm term) => new PlannerBench(A1, On(A1, A.Pod("db", labels: ("app=db," + other).TrimEnd(','))), A.Pod(
            "web", labels: "version=1", spec: A.Spec() with { Affinity = new() { PodAntiAffinity = new() { Required = [term] } } })).Settle();
        Assert.Equal(isAlike, With(Term("app=db") with { MatchLabelKeys = ["version", "missing"] }).NodeOf("web") is null);
        Assert.Equal(!isAlike, With(Term("app=db") with { MismatchLabelKeys = ["version", "missing"] }).NodeOf("web") is null);
    }

    [Fact]
    public void Preference_DrawsAndRepels_AndThatOfPodsThereCountsToo()
    {
        var db = On(A2, A.Pod("db", labels: "app=db", cpuMillis: 10));
        Assert.Equal("a2", new PlannerBench(A1, A2, B1, db, Preferring("web", near: "app=db", key: "host")).Settle().NodeOf("web"));
        Assert.Equal("b1", new PlannerBench(A1, A2, B1, db, Preferring("web", far: "app=db")).Settle().NodeOf("web"));
        Assert.Equal("b1", new PlannerBench(A1, A2, B1, On(A2, Preferring("db", far: "app=web")), A.Pod("web", labels: "app=web")).Settle().NodeOf("web"));
        Assert.Equal("b1", new PlannerBench(A1, A2, B1, On(B1, Near("db", "app=web", 10)), A.Pod("web", labels: "app=web")).Settle().NodeOf("web"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MembersOfAGang_ThatWantEachOtherNear_GetTheirPlacesTogether(bool isReversed)
    {
        var names = isReversed ? ("a", "b") : ("b", "a");
        Pod first = Near(names.Item1, "app=db") with { Gang = new PodGang("g", 2) }, second = A.Pod(names.Item2, labels: "app=db") with { Gang = new PodGang("g", 2) };
        var bench = new PlannerBench(A1, B1, first with { Metadata = A.Meta(names.Item1, labels: "app=web", uid: A.UidOf(names.Item1)) }, second).Settle();
        Assert.Equal(bench.NodeOf("a"), bench.NodeOf("b"));
        Assert.NotNull(bench.NodeOf("a"));
    }

    [Fact]
    public void GangThatFindsNotAllPlaces_LeavesNoTraces()
    {
        Pod Member(string name) => Far(name, "app=gang") with { Metadata = A.Meta(name, labels: "app=gang"), Gang = new PodGang("g", 3) };
        var bench = new PlannerBench(A1, B1, Member("1"), Member("2"), Member("3"), A.Pod("web", labels: "app=gang", createdAt: A.Start.AddSeconds(9))).Settle();
        Assert.Equal("web", Assert.Single(bench.Active, pod => pod.Placement is not null).Metadata.Name);
    }

    internal static Node InZone(string name, string zone) => A.VmNode(name, labels: $"zone={zone},host={name}");

    internal static Pod On(Node node, Pod pod) => pod with
    {
        HostState = HostState.Created,
        Phase = PodPhase.Running,
        Placement = new Core.Pods.Placement(node.Name, Tier.VmReserved, "", A.Start, default),
    };

    private static PodAffinityTerm Term(string labels, string key = "zone") => new() { TopologyKey = key, LabelSelector = new() { MatchLabels = A.Map(labels) } };

    private static Pod Near(string name, string labels, long cpuMillis = 1000) =>
        A.Pod(name, labels: "app=web", spec: A.Spec(cpuMillis) with { Affinity = new() { PodAffinity = new() { Required = [Term(labels)] } } });

    private static Pod Far(string name, string labels) =>
        A.Pod(name, spec: A.Spec() with { Affinity = new() { PodAntiAffinity = new() { Required = [Term(labels)] } } });

    private static Pod Preferring(string name, string? near = null, string? far = null, string key = "zone") => A.Pod(name, spec: A.Spec(10) with
    {
        Affinity = new()
        {
            PodAffinity = near is null ? null : new() { Preferred = [new(50, Term(near, key))] },
            PodAntiAffinity = far is null ? null : new() { Preferred = [new(50, Term(far, key))] },
        },
    });
}
