using System.Text.Json;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Scheduling.Oracle;
using Burst.Scheduling.Oracle.Preemption;
using Burst.Scheduling.Placement;
using Burst.Scheduling.Planning;
using Burst.Scheduling.Preemption;
using Burst.Testing.Builders;
using Burst.Testing.Ids;
using Burst.Testing.Pricing;

namespace Burst.Scheduling.Conformance;

/// <summary>
/// The planner of Burst as it is in production. What it says of each node is one path through its code, which node it takes is another:
/// that one goes by indexes, with reasons written and without.
/// </summary>
public sealed class BurstScheduler : IScheduler
{
    /// <summary>The kinds of constraint that it knows.</summary>
    public const Refusals Kinds =
        Refusals.Cpu | Refusals.Memory | Refusals.Pods | Refusals.HostPorts | Refusals.NodeSelector | Refusals.NodeAffinity | Refusals.Taint
        | Refusals.Unschedulable | Refusals.PodAffinity | Refusals.PodAntiAffinity | Refusals.ExistingPodAntiAffinity | Refusals.TopologySpread
        | Refusals.SchedulingGates | Refusals.Marathon | Refusals.NodeName | Refusals.EphemeralStorage | Refusals.Extended;

    /// <summary>Whether it knows the overhead of pods.</summary>
    public const bool KnowsOverhead = true;

    private static readonly HostLimits NoLimits = (_, _) => null;

    private readonly ClusterReader reader = new();
    private readonly Planner explaining = new(new PlannerOptions(), new FixedPrices(), NoLimits, new SeededIdSource());
    private readonly Planner silent = new(new PlannerOptions { WritesReasons = false }, new FixedPrices(), NoLimits, new SeededIdSource());

    /// <summary>Whether a case has nothing that it does not know.</summary>
    public static bool Knows(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return KnownFields.AreAll(document.RootElement, Kinds, KnowsOverhead);
    }

    /// <exception cref="InvalidOperationException">It decides otherwise when it writes reasons than when it does not.</exception>
    public SchedulerAnswer Ask(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var (state, incoming) = reader.Read(document.RootElement);
        var feasible = incoming.Spec.IsGated ? [] : FindFeasible(state, incoming);
        var chosen = Choose(silent, state, incoming);
        return chosen == Choose(explaining, state, incoming)
            ? new SchedulerAnswer(feasible, chosen)
            : throw new InvalidOperationException($"Without reasons written the choice is {chosen ?? "none"}, with them another.");
    }

    /// <summary>Whom it has ended for the pod, and where; null where nobody is. The pods go by their names in the case.</summary>
    /// <exception cref="InvalidOperationException">It decides otherwise when it writes reasons than when it does not.</exception>
    public PreemptionAnswer? Preempt(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var (state, incoming) = reader.Read(document.RootElement);
        string[] names = [.. document.RootElement.GetProperty("pods").EnumerateArray().Select(pod => pod.GetProperty("metadata").GetProperty("name").GetString()!)];
        var (found, explained) = (FindPreemption(silent, state, incoming, names), FindPreemption(explaining, state, incoming, names));
        return PreemptionAnswer.Describe(found) == PreemptionAnswer.Describe(explained)
            ? found
            : throw new InvalidOperationException($"Without reasons written {PreemptionAnswer.Describe(found)}, with them {PreemptionAnswer.Describe(explained)}.");
    }

    private static PreemptionAnswer? FindPreemption(Planner planner, ClusterState state, Pod incoming, string[] names)
    {
        List<Pod> pods = [.. planner.Compute(state, A.Start).Changes.OfType<Change.Put>().Select(change => change.Object).OfType<Pod>()];
        var victims = pods.Where(pod => pod.Metadata.DeletionRequestedAt is not null && state.FindPod(pod.Uid)!.Metadata.DeletionRequestedAt is null)
            .Select(pod => names[ManifestText.IndexOf(pod.Metadata.Name)]).Order(StringComparer.Ordinal).ToList();
        return pods.FindLast(pod => pod.Key == incoming.Key)?.NominatedNode is { } node
            ? new PreemptionAnswer(node.Value, victims)
            : victims.Count == 0 ? null : throw new InvalidOperationException($"{string.Join(" ", victims)} are ended for nobody.");
    }

    private static HashSet<string> FindFeasible(ClusterState state, Pod incoming)
    {
        var plan = new PlanBuilder(state, A.Start, new SeededIdSource());
        var topology = new PodTopology(plan, new KeptConstraints());
        return new VmOffers(plan, NoLimits, topology, new PlacementStrategies(), new Claims(state, topology), new OrderCopies()).Evaluate(incoming)
            .Where(offer => offer.Fits).Select(offer => offer.Node.Name.Value).ToHashSet(StringComparer.Ordinal);
    }

    private static string? Choose(Planner planner, ClusterState state, Pod incoming) => planner.Compute(state, A.Start).Changes
        .OfType<Change.Put>().Select(change => change.Object).OfType<Pod>()
        .LastOrDefault(pod => pod.Key == incoming.Key)?.Placement?.Node.Value;
}
