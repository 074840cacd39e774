using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Testing.Builders;
using Burst.Testing.Ids;
using Burst.Testing.Pricing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Control.Tests.Loop;

public class GuardedPlannerTests
{
    private const string Poison = "poison";

    private readonly ClusterState state = new();
    private readonly Node node = A.VmNode(cpuMillis: 100_000, memoryMib: 1_000_000);

    [Fact]
    public void PodThatFailsOnlyWithAMarkedNode_IsSetAside_AndTheOthersLearnOfTheRoom()
    {
        Put(A.Pod("poisoned", spec: Poisoned()), A.Pod("healthy"));
        state.ClearChanged();
        Put(node);
        state.ClearChanged();
        state.MarkChanged(node.Key);

        var plan = Plan(out var batch, fails: (_, spec) => IsPoisoned(spec) && state.Changed.Contains(node.Key));

        Assert.Equal(["healthy"], Placed(plan));
        Assert.Contains(batch.ToCommit().Events, told => told is { Reason: "PlanningFailed", Regarding.Name: "poisoned" });
        Assert.Equal(["healthy"], state.WaitingPods.Select(pod => pod.Metadata.Name));
        Assert.Empty(state.Changed);
    }

    [Fact]
    public void PodsThatEachFail_AreAllSetAside()
    {
        Put(node, A.Pod("a-healthy"), A.Pod("b-poisoned", spec: Poisoned()), A.Pod("c-healthy", cpuMillis: 900), A.Pod("d-poisoned", spec: Poisoned(800)));

        var plan = Plan(out var batch, fails: (_, spec) => IsPoisoned(spec));

        Assert.Equal(["a-healthy", "c-healthy"], Placed(plan));
        Assert.Equal(["b-poisoned", "d-poisoned"], batch.ToCommit().Events.Select(told => told.Regarding.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhenNoObjectIsAtFault_TheMarksStay_UntilAPlanIsMade()
    {
        var dead = A.VmNode("dead") with { Readiness = A.Readiness(false) };
        Put(dead, node, A.Pod("on-dead") with { HostState = HostState.Created, Placement = new(dead.Name, Tier.Vm, "", A.Start, Money.Zero) });
        Put(A.Pod("waiting"));
        state.ClearChanged();
        state.MarkChanged(node.Key);
        // The instant at which its pods are given up is past the end of time.
        var options = new PlannerOptions { ReplacePodsAfter = TimeSpan.MaxValue };

        Assert.True(Plan(out _, options: options).IsEmpty);
        Assert.Equal([node.Key], state.Changed);
        Assert.Equal(["waiting"], state.WaitingPods.Select(pod => pod.Metadata.Name));

        Assert.Equal(["waiting"], Placed(Plan(out _)));
        Assert.Empty(state.Changed);
    }

    [Fact]
    public void MoreThanOneStepSetsAside_AreFoundInTheNext()
    {
        Put(node, A.Pod("healthy"));
        for (var number = 0; number < GuardedPlanner.SetAsidePerStepMax + 1; number++)
            Put(A.Pod($"poisoned-{number}", spec: Poisoned(100 + number)));

        Assert.True(Plan(out _, fails: (_, spec) => IsPoisoned(spec)).IsEmpty);
        Assert.Equal(2, state.WaitingPodCount);
        Assert.Contains(A.Pod("healthy").Key, state.Changed);

        Assert.Equal(["healthy"], Placed(Plan(out _, fails: (_, spec) => IsPoisoned(spec))));
    }

    private Plan Plan(out StateBatch batch, Func<NodeName, PodSpec, bool>? fails = null, PlannerOptions? options = null)
    {
        HostLimits limits = (on, spec) => fails?.Invoke(on, spec) == true ? throw new InvalidOperationException("poisoned") : null;
        batch = new StateBatch(state, A.Start.AddMinutes(10));
        return new GuardedPlanner(new Planner(options ?? new PlannerOptions(), new FixedPrices(), limits, new SeededIdSource()), NullLogger.Instance).Compute(batch);
    }

    private void Put(params ClusterObject[] objects) => Array.ForEach(objects, item => state.Apply(new Change.Put(item)));

    private static IEnumerable<string> Placed(Plan plan) =>
        plan.Changes.OfType<Change.Put>().Select(put => put.Object).OfType<Pod>().Where(pod => pod.HostState == HostState.CreateIntended)
            .Select(pod => pod.Metadata.Name).Order(StringComparer.Ordinal);

    private static PodSpec Poisoned(long cpuMillis = 1000)
    {
        var spec = A.Spec(cpuMillis);
        return spec with { Containers = [spec.Containers[0] with { Image = Poison }] };
    }

    private static bool IsPoisoned(PodSpec spec) => spec.Containers[0].Image == Poison;
}
