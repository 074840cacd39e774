using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Testing.Builders;
using FsCheck;
using FsCheck.Fluent;

namespace Burst.Core.Tests.State;

public class ClusterStateTests
{
    private static readonly Dictionary<string, string> NoSettings = new(StringComparer.Ordinal);

    [Fact]
    public void IncrementalIndices_EqualThoseRebuiltFromTheObjects() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var state = Churn(new ClusterState(), new Random(seed), out _);
            var rebuilt = ClusterState.Load(new StoredState(0, Everything(state), [.. state.OpenUsage], NoSettings));
            return Describe(state) == Describe(rebuilt);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void GatedPodsOfSeveralNamespaces_WaitEachInItsOwn()
    {
        var state = new ClusterState();
        state.Apply(new Change.Put(Gated("later", "one", A.Start.AddSeconds(1))));
        state.Apply(new Change.Put(Gated("sooner", "two", A.Start)));

        Assert.Equal(["one", "two"], state.WaitingNamespaces);
        state.Apply(new Change.Remove(Gated("sooner", "two", A.Start).Key));
        Assert.Equal(["one"], state.WaitingNamespaces);

        static Pod Gated(string name, string ns, DateTimeOffset createdAt)
        {
            var pod = A.Pod(name, createdAt: createdAt);
            return pod with { Metadata = pod.Metadata with { Namespace = ns }, Spec = pod.Spec with { SchedulingGates = ["gate"] } };
        }
    }

    [Fact]
    public void Undo_InReverse_RestoresTheState() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var state = Churn(new ClusterState(), random, out _);
            var before = Describe(state);
            Churn(state, random, out var undo);
            for (var i = undo.Count - 1; i >= 0; i--)
                state.Apply(undo[i]);
            return Describe(state) == before;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Stamp_GivesTheVersionAndDisturbsNoIndex()
    {
        var state = new ClusterState();
        var pod = A.Pod() with { HostState = HostState.Created, Placement = On("vm-1") };
        var change = new Change.Put(pod);
        state.Apply(change);

        state.Stamp([change], 7);

        Assert.Equal(7, state.ResourceVersion);
        Assert.Equal(7, state.FindPod(pod.Uid)!.Metadata.ResourceVersion);
        Assert.Equal(new Resources(1000, 1024), state.LoadOf(NodeName.Parse("vm-1")).Requested);
        Assert.Single(state.LoadOf(NodeName.Parse("vm-1")).Pods);
    }

    [Fact]
    public void ChangeOfAPod_MarksItsOwner()
    {
        var state = new ClusterState();
        var owner = A.Job().Key;

        state.Apply(new Change.Put(A.Pod() with { Owner = owner }));

        Assert.Equal([owner, A.Pod().Key], state.Changed);
        state.ClearChanged();
        Assert.Empty(state.Changed);
    }

    [Fact]
    public void WhatIsSetAside_IsMarkedByNothingButItsOwnChange()
    {
        var state = new ClusterState();
        state.Apply(new Change.Put(A.Pod()));

        state.Apply(new Change.Put(A.VmNode()));
        state.SetAside(A.Pod().Key);
        state.MarkChanged(A.Pod().Key);
        state.Apply(new Change.Put(A.ConfigMap("settings", "a=1")));

        Assert.DoesNotContain(A.Pod().Key, state.Changed);
        Assert.Empty(state.WaitingPods);
        state.Apply(new Change.Put(A.Pod()));
        Assert.Contains(A.Pod().Key, state.Changed);
        Assert.Single(state.WaitingPods);
    }

    [Fact]
    public void ChangeThatAllMayWaitFor_MarksAllThatWait()
    {
        var state = new ClusterState();
        state.Apply(new Change.Put(A.Pod("one")));
        state.Apply(new Change.Put(A.Pod("two")));
        state.ClearChanged();

        state.Apply(new Change.Put(A.ConfigMap("settings", "a=1")));

        Assert.Equal([A.Pod("one").Key, A.Pod("two").Key], state.Changed.Where(key => key.Kind == ObjectKind.Pod));
    }

    [Fact]
    public void CreatesOfTheLastHour_AreRecalledFromTheLedger_AndThoseOnRecordOnce()
    {
        var node = NodeName.Parse("aci");
        var state = new ClusterState();
        var onRecord = A.Pod() with { HostState = HostState.Created, Placement = On("aci") with { Tier = Tier.Aci } };
        state.Apply(new Change.Put(onRecord));

        state.RecallCreates([Usage(onRecord.Uid, A.Start), Usage(PodUid.Parse(A.UidOf("gone")), A.Start.AddMinutes(1)), Usage(PodUid.Parse(A.UidOf("vm")), A.Start) with { Kind = UsageKind.PodOnVm }], A.Start.AddMinutes(2));

        Assert.Equal(2, state.CreatesOn(node).CountAfter(A.Start.AddHours(-1)));
        Assert.Equal(1, state.CreatesOn(node).CountAfter(A.Start));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NodesOfOneSubscriptionAndRegion_ShareTheirCreates_WhicheverComesOnRecordFirst(bool podsFirst)
    {
        var state = new ClusterState();
        Change[] nodes = [new Change.Put(Virtual("aci", "eastus")), new Change.Put(Virtual("aci-two", "eastus")), new Change.Put(Virtual("aci-far", "westus"))];
        Change[] pods = [new Change.Put(Created("one", "aci")), new Change.Put(Created("two", "aci-two")), new Change.Put(Created("three", "aci-far"))];
        foreach (var change in podsFirst ? pods.Concat(nodes) : nodes.Concat(pods))
            state.Apply(change);

        Assert.Equal([2, 2, 1], new[] { "aci", "aci-two", "aci-far" }.Select(Count));
        state.Apply(new Change.Remove(Virtual("aci-two", "eastus").Key));
        Assert.Equal(2, Count("aci"));

        int Count(string node) => state.CreatesOn(NodeName.Parse(node)).CountAfter(A.Start.AddHours(-1));
        static Node Virtual(string name, string region) => A.VirtualNode(name) with
        {
            Region = region,
            Aci = new AciConnection { Endpoint = new Uri("https://arm.example/"), Subscription = new Guid(1, 0, 0, new byte[8]), ResourceGroup = name },
        };
        static Pod Created(string name, string node) => A.Pod(name) with { HostState = HostState.Created, Placement = On(node) with { Tier = Tier.Aci } };
    }

    [Fact]
    public void CreateOfTheFuture_CountsAsOfNow_SoThatAClockSetBackHoldsBackNothingForLonger()
    {
        var (node, state) = (NodeName.Parse("aci"), new ClusterState());

        state.RecallCreates([Usage(PodUid.Parse(A.UidOf("gone")), A.Start.AddMinutes(30))], A.Start);

        Assert.Equal(1, state.CreatesOn(node).CountAfter(A.Start.AddMinutes(-5)));
        Assert.Equal(0, state.CreatesOn(node).CountAfter(A.Start));
    }

    [Fact]
    public void CreateThatWasNeverSent_IsNotRecalled_OneThatWasRefusedIs_AndItCountsAgainWhenItIsMadeAgain()
    {
        var node = NodeName.Parse("aci");
        var state = new ClusterState();
        var waiting = A.Pod();
        var unsent = Usage(PodUid.Parse(A.UidOf("unsent")), A.Start) with { EndedAt = A.Start };
        var refused = unsent with { Kind = UsageKind.RefusedCreate, Pod = waiting.Uid };
        state.Apply(new Change.Put(waiting));

        state.RecallCreates([refused, unsent], A.Start);
        Assert.Equal(1, state.CreatesOn(node).CountAfter(A.Start.AddHours(-1)));

        state.Apply(new Change.Put(waiting with { HostState = HostState.Created, Placement = On("aci") with { Tier = Tier.Aci, At = A.Start.AddMinutes(2) } }));
        Assert.Equal(2, state.CreatesOn(node).CountAfter(A.Start.AddHours(-1)));
    }

    private static UsageRecord Usage(PodUid pod, DateTimeOffset at) => new()
    {
        Id = UsageRecord.IdOf(pod),
        Kind = UsageKind.ContainerGroup,
        Node = NodeName.Parse("aci"),
        Tier = Tier.Aci,
        Region = "eastus",
        Pod = pod,
        Requested = Resources.Zero,
        Rates = UsageRates.None,
        StartedAt = at,
        EndedAt = at.AddMinutes(1),
    };

    [Fact]
    public void UsageThatOpensAndEnds_IsThereWhileItIsOpen_HoweverOftenNobodyLooked()
    {
        for (var rounds = 1; rounds < 200; rounds++)
        {
            var state = new ClusterState();
            state.Apply(new Change.PutUsage(Open("stays")));
            for (var round = 0; round < rounds; round++)
            {
                state.Apply(new Change.PutUsage(Open($"{round}")));
                state.Apply(new Change.PutUsage(Open($"{round}") with { EndedAt = A.Start.AddMinutes(1) }));
            }

            state.Apply(new Change.PutUsage(Open("last")));
            Assert.Equal(new[] { "stays", "last" }.Select(name => Open(name).Id).Order(StringComparer.Ordinal), state.OpenUsage.Select(record => record.Id));
        }

        static UsageRecord Open(string pod) => Usage(PodUid.Parse(A.UidOf(pod)), A.Start) with { EndedAt = null };
    }

    [Fact]
    public void PodsThatComeAndGo_AreThereWhileTheyAre_HoweverOftenNobodyLooked()
    {
        for (var rounds = 1; rounds < 200; rounds++)
        {
            var state = new ClusterState();
            for (var round = 0; round < rounds; round++)
            {
                state.Apply(new Change.Put(Created(round)));
                state.Apply(new Change.Remove(Created(round).Key));
            }

            state.Apply(new Change.Put(Created(rounds)));
            Assert.Equal([Created(rounds).Key], state.Pods.Select(pod => pod.Key));
            Assert.Equal([Created(rounds).Key], state.PodsWithHostWork.Select(pod => pod.Key));
        }

        static Pod Created(int number) => A.Pod($"pod-{number}") with { HostState = HostState.CreateIntended, Placement = On("vm-1") };
    }

    [Fact]
    public void RemovingWhatIsNotThere_IsAnError() =>
        Assert.Throws<InvalidOperationException>(() => new ClusterState().Apply(new Change.Remove(A.Pod().Key)));

    private static ClusterState Churn(ClusterState state, Random random, out List<Change> undo)
    {
        undo = [];
        for (var i = 0; i < 60; i++)
        {
            var existing = state.Pods.ToList();
            Change change = random.Next(5) == 0 && existing.Count > 0
                ? new Change.Remove(existing[random.Next(existing.Count)].Key)
                : new Change.Put(random.Next(8) == 0 ? A.VmNode($"vm-{random.Next(3)}", ready: random.Next(2) == 0) : RandomPod(random));
            undo.Add(state.Apply(change));
            if (random.Next(3) == 0)
                DescribeHeads(state); // Kept from when they are first asked for.
        }

        return state;
    }

    [Fact]
    public void ShapeOfWhichTheFirstMayNotPreempt_IsLookedAtForTheOthers()
    {
        var state = new ClusterState();
        state.Apply(new Change.Put(A.Pod("runs") with { HostState = HostState.Created, Placement = On("vm-1") }));
        state.Apply(new Change.Put(Waits("relief") with { Relieves = A.Pod("spilled").Uid }));
        Assert.Empty(state.WaitingPreemptors());

        state.Apply(new Change.Put(Waits("ordinary")));

        Assert.Equal([PodShape.Of(Waits("ordinary"))], state.WaitingPreemptors());

        static Pod Waits(string name) => A.Pod(name) with { TemplateHash = "hash", OwnerUid = "owner", Priority = 1 };
    }

    private static Pod RandomPod(Random random)
    {
        var host = (HostState)random.Next(5);
        var pod = A.Pod($"pod-{random.Next(12)}", cpuMillis: random.Next(1, 9) * 100, createdAt: A.Start.AddSeconds(random.Next(5)));
        var ns = random.Next(2) == 0 ? pod.Metadata.Namespace : "other";
        return pod with
        {
            Metadata = pod.Metadata with { Namespace = ns, Uid = A.UidOf($"{ns} {pod.Metadata.Name} {random.Next(4)}") },
            Spec = random.Next(6) == 0 ? pod.Spec with { SchedulingGates = ["gate"] } : pod.Spec,
            TemplateHash = random.Next(2) == 0 ? "" : $"hash-{random.Next(2)}",
            OwnerUid = $"owner-{ns}",
            Owner = random.Next(3) == 0 ? null : A.Job($"job-{random.Next(3)}").Key,
            HostState = host,
            Phase = (PodPhase)random.Next(4),
            Placement = host == HostState.None ? null : On($"vm-{random.Next(3)}"),
            Priority = random.Next(4),
            NominatedNode = random.Next(3) == 0 ? NodeName.Parse($"vm-{random.Next(3)}") : null,
        };
    }

    private static Placement On(string node) => new(NodeName.Parse(node), Tier.Vm, "", A.Start, Money.Zero);

    private static List<ClusterObject> Everything(ClusterState state) => [.. state.Nodes, .. state.Pods];

    private static string DescribeHeads(ClusterState state) => string.Join('\n', state.WaitingNamespaces.SelectMany(
        ns => state.WaitingHeadsCpuMillis(ns).SelectMany(cpuMillis => state.WaitingHeadsAskingFor(ns, cpuMillis).Select(head => $"head in {ns} for {cpuMillis} {head.Pod.Uid} {head.Shape}"))));

    private static string Describe(ClusterState state) => string.Join(
        '\n',
        [
            .. state.Pods.Select(pod => $"{pod.Key} {pod.HostState} {pod.Phase} {pod.Spec.TotalRequests} {pod.Placement?.Node}"),
            .. state.Nodes.Select(node => $"{node.Name} {node.IsReady}"),
            $"waiting {string.Join(' ', state.WaitingPods.Select(pod => pod.Uid))} of {state.WaitingPodCount}",
            $"work {string.Join(' ', state.PodsWithHostWork.Select(pod => pod.Uid))}",
            .. Enumerable.Range(0, 3).Select(i => state.LoadOf(NodeName.Parse($"vm-{i}"))).Select(load => $"{load.Requested} {string.Join(' ', load.Pods)} lowest {load.LowestPriority} below 2 {load.RequestedBelow(2)}"),
            DescribeHeads(state),
            $"lowest {state.LowestVmPriority} nominated {string.Join(' ', state.NominatedPods.Select(pod => pod.Uid))}",
            $"preemptors {string.Join(' ', state.WaitingPreemptors())}",
            .. Enumerable.Range(0, 3).Select(i => string.Join(' ', state.PodsOf(A.Job($"job-{i}").Key).Select(pod => pod.Key))),
        ]);
}
