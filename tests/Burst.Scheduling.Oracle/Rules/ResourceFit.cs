using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Rules;

/// <summary>
/// Room on the node beside what its pods have requested, whether they use it or not. A resource that the pod does not ask for
/// refuses nothing, even on a node that has promised too much of it.
/// </summary>
internal static class ResourceFit
{
    private const long Milli = 1_000_000;
    private const long Whole = 1_000_000_000;

    public static Refusals Judge(SchedulingCase scheduling, Pod pod, Node node)
    {
        var there = scheduling.On(node).ToList();
        var taken = there.ConvertAll(PodRequest.Of);
        var refusals = (there.Count + 1) * (Int128)Whole > node.Allocatable["pods"] ? Refusals.Pods : Refusals.None;
        var request = PodRequest.Of(pod);
        foreach (var name in request.Names)
            refusals |= Fits(name, request, taken, node) ? Refusals.None : Kind(name);
        return refusals;
    }

    private static bool Fits(string name, ResourceList request, List<ResourceList> taken, Node node)
    {
        var asked = RoundUp(name, request[name]);
        return asked == 0 || asked + taken.Aggregate(Int128.Zero, (sum, pod) => sum + RoundUp(name, pod[name])) <= RoundUp(name, node.Allocatable[name]);
    }

    /// <summary>CPU is counted in thousandths, all else in whole units, what is finer rounded up.</summary>
    private static Int128 RoundUp(string name, Int128 amount)
    {
        var unit = name == "cpu" ? Milli : Whole;
        return (amount + unit - 1) / unit;
    }

    private static Refusals Kind(string name) => name switch
    {
        "cpu" => Refusals.Cpu,
        "memory" => Refusals.Memory,
        "ephemeral-storage" => Refusals.EphemeralStorage,
        _ => Refusals.Extended,
    };
}
