using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Workloads;
using Burst.Scheduling.Planning;
using Burst.Testing.Builders;
using Burst.Testing.Ids;
using Burst.Testing.Pricing;

namespace Burst.Scheduling.Tests;

/// <summary>
/// The planner on a state of its own, with time, wakes and hosts moved by hand: each plan is applied as if it had been committed.
/// </summary>
internal sealed class PlannerBench(params ClusterObject[] objects)
{
    private readonly SortedSet<Wake> wakes = [];
    private Planner? planner;

    public ClusterState State { get; } = ClusterState.Load(
        new StoredState(0, objects, [], new Dictionary<string, string>(StringComparer.Ordinal)));

    public DateTimeOffset Now { get; private set; } = A.Start;

    public PlannerOptions Options { get; init; } = new();

    public FixedPrices Prices { get; } = new();

    /// <summary>Whether what a host starts is ready at once.</summary>
    public bool StartsReady { get; set; } = true;

    public HostLimits Limits { get; set; } = (_, _) => null;

    public List<ClusterEvent> Events { get; } = [];

    public List<PlacementDecision> Decisions { get; } = [];

    public IReadOnlyCollection<Wake> Wakes => wakes;

    public Job Job => Assert.Single(State.Jobs);

    public Deployment Deployment => Assert.Single(State.Deployments);

    public IReadOnlyList<Pod> Active => [.. State.Pods.Where(pod => pod.IsActive)];

    public IReadOnlyList<Pod> Waiting => [.. State.WaitingPods];

    public Plan Step()
    {
        planner ??= new Planner(Options, Prices, (node, spec) => Limits(node, spec), new SeededIdSource());
        foreach (var wake in wakes.Where(wake => wake.At <= Now).ToList())
        {
            wakes.Remove(wake);
            State.MarkChanged(wake.Key);
        }

        var plan = planner.Compute(State, Now);
        State.ClearChanged();
        foreach (var change in plan.Changes)
            State.Apply(change);
        Events.AddRange(plan.Events);
        Decisions.AddRange(plan.Decisions);
        wakes.UnionWith(plan.Wakes);
        return plan;
    }

    /// <summary>Steps until nothing is left to decide now.</summary>
    public PlannerBench Settle()
    {
        for (var steps = 0; !Step().IsEmpty || wakes.Any(wake => wake.At <= Now); steps++)
            Assert.True(steps < 50, "The planner never comes to rest.");
        return this;
    }

    public PlannerBench Advance(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return Settle();
    }

    public PlannerBench Put(params ClusterObject[] items)
    {
        foreach (var item in items)
            State.Apply(new Change.Put(item));
        return Settle();
    }

    public PlannerBench Remove(ClusterObject item)
    {
        State.Apply(new Change.Remove(item.Key));
        return Settle();
    }

    public PlannerBench Set(string setting, string? value)
    {
        State.Apply(new Change.PutSetting(setting, value));
        return Settle();
    }

    public PlannerBench RequestDeletion(ClusterObject item) =>
        Put(item with { Metadata = item.Metadata with { DeletionRequestedAt = Now } });

    /// <summary>The hosts do what is asked of them: every intended create runs, every intended delete is gone.</summary>
    public PlannerBench HostsObey()
    {
        for (var rounds = 0; State.PodsWithHostWork.ToList() is { Count: > 0 } work; rounds++)
        {
            Assert.True(rounds < 50, "The planner keeps the hosts busy for ever.");
            Put([.. work.Select(Obeyed)]);
        }

        return this;
    }

    /// <summary>One step of some of the hosts.</summary>
    public PlannerBench HostsObeySome(Random random) =>
        Put([.. State.PodsWithHostWork.ToList().Where(_ => random.Next(2) == 0).Select(Obeyed)]);

    public PlannerBench Finish(Pod pod, PodPhase phase, TimeSpan? ranFor = null) => Put(Latest(pod) with
    {
        Phase = phase,
        StartedAt = ranFor is { } span ? Now - span : Latest(pod).StartedAt,
        FinishedAt = Now,
    });

    public Pod Latest(Pod pod) => State.FindPod(pod.Uid) ?? throw new InvalidOperationException($"Pod {pod.Key} is no longer there.");

    public PlannerBench SetReady(string node, bool? ready) =>
        Put(State.FindNode(NodeName.Parse(node))! with { Readiness = A.Readiness(ready, Now) });

    public string MessageOf(string podName) => State.Pods.Single(pod => pod.Metadata.Name == podName).Message ?? "";

    public string? NodeOf(string podName) => State.Pods.Single(pod => pod.Metadata.Name == podName).Placement?.Node.Value;

    /// <summary>Its containers run, or are waited for.</summary>
    public PlannerBench SetReady(Pod pod, bool isReady) => Put(WithContainers(Latest(pod), isReady));

    /// <summary>As <see cref="SetReady(Pod, bool)"/>; nothing is decided on it yet.</summary>
    public void ApplyReadiness(Pod pod, bool isReady) => State.Apply(new Change.Put(WithContainers(Latest(pod), isReady)));

    /// <summary>Some of the hosts do one step; nothing is decided on it yet.</summary>
    public void ApplyObeyed(Random random)
    {
        foreach (var pod in State.PodsWithHostWork.Where(_ => random.Next(2) == 0).ToList())
            State.Apply(new Change.Put(Obeyed(pod)));
    }

    /// <summary>Time passes; nothing is decided yet.</summary>
    public void Pass(double seconds) => Now += TimeSpan.FromSeconds(seconds);

    private Pod WithContainers(Pod pod, bool isReady) => pod with
    {
        Containers = [.. pod.Spec.Containers.Select(container => new ContainerStatus
        {
            Name = container.Name,
            State = isReady ? ContainerState.Running : ContainerState.Waiting,
            StartedAt = isReady ? Now : null,
        })],
    };

    private Pod Obeyed(Pod pod) => pod.HostState == HostState.CreateIntended
        ? WithContainers(pod with { HostState = HostState.Created, HostStateSince = Now, Phase = PodPhase.Running, StartedAt = Now }, StartsReady)
        : pod with { HostState = HostState.Gone, HostStateSince = Now };
}
