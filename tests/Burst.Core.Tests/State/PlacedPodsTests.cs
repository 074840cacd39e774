using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Testing.Builders;

namespace Burst.Core.Tests.State;

public class PlacedPodsTests
{
    /// <summary>What is kept with every change is what is put together from all pods anew, from whichever change on it is kept.</summary>
    [Fact]
    public void WhatIsKept_IsWhatIsCountedAnew_AfterAnySequenceOfEvents()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var state = ClusterState.Load(new StoredState(0, [], [], new Dictionary<string, string>(StringComparer.Ordinal)));
            var undo = new Stack<Change>();
            for (var step = 0; step < 60; step++)
            {
                var pod = Pod(random, $"pod-{random.Next(6)}");
                if (random.Next(8) == 0 && undo.TryPop(out var back) && !(back is Change.Remove && state.Find(KeyOf(back)) is null))
                    state.Apply(back);
                else if (random.Next(5) > 0 || state.Find(pod.Key) is null)
                    undo.Push(state.Apply(new Change.Put(pod)));
                else
                    undo.Push(state.Apply(new Change.Remove(pod.Key)));
                if (random.Next(3) == 0)
                    undo.Clear();
                var anew = ClusterState.Load(new StoredState(0, [.. state.Pods.Reverse()], [], new Dictionary<string, string>(StringComparer.Ordinal)));
                if (state.HasTopology)
                    Assert.Equal((seed, step, Describe(anew)), (seed, step, Describe(state)));
            }

            Assert.Equal(state.Pods.Where(waiting => waiting is { HostState: HostState.None, Spec.DependsOnPods: true }).Select(PodShape.Of).Distinct().Order(), state.WaitingDependants);
        }
    }

    private static ObjectKey KeyOf(Change change) => change is Change.Remove remove ? remove.Key : default;

    private static string Describe(ClusterState state) => string.Join(
        '\n', state.Placed.Groups.Select(group => $"{group.Key.Text}: {string.Join(", ", group.ByNode.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}"))
        + $"\n{string.Join(',', state.Placed.WithTerms.Select(group => group.Key.Text))}";

    private static Pod Pod(Random random, string name)
    {
        var pod = A.Pod(name, labels: $"app={random.Next(2)}");
        if (random.Next(4) == 0)
            pod = pod with { Spec = pod.Spec with { Affinity = new() { PodAntiAffinity = new() { Required = [new() { TopologyKey = "zone", LabelSelector = LabelSelector.Everything }] } } } };
        if (random.Next(3) == 0)
            return pod;
        return pod with
        {
            Placement = new Placement(NodeName.Parse($"vm-{random.Next(2)}"), Tier.Vm, "", A.Start, default),
            HostState = (HostState)random.Next(1, 5),
            Phase = (PodPhase)random.Next(4),
            Metadata = pod.Metadata with { DeletionRequestedAt = random.Next(4) == 0 ? A.Start : null },
        };
    }
}
