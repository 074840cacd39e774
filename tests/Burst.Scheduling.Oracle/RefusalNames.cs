using System.Numerics;

namespace Burst.Scheduling.Oracle;

/// <summary>The kinds as the answers and the vectors write them.</summary>
public static class RefusalNames
{
    private static readonly (Refusals Kind, string Name)[] Names =
    [
        (Refusals.Cpu, "fit.cpu"),
        (Refusals.Memory, "fit.memory"),
        (Refusals.EphemeralStorage, "fit.ephemeral-storage"),
        (Refusals.Extended, "fit.extended"),
        (Refusals.Pods, "fit.pods"),
        (Refusals.HostPorts, "fit.hostPorts"),
        (Refusals.NodeName, "nodeName"),
        (Refusals.NodeSelector, "nodeSelector"),
        (Refusals.NodeAffinity, "nodeAffinity"),
        (Refusals.Taint, "taint"),
        (Refusals.Unschedulable, "unschedulable"),
        (Refusals.PodAffinity, "podAffinity"),
        (Refusals.PodAntiAffinity, "podAntiAffinity"),
        (Refusals.ExistingPodAntiAffinity, "podAntiAffinity.existing"),
        (Refusals.TopologySpread, "topologySpread"),
        (Refusals.SchedulingGates, "schedulingGates"),
        (Refusals.Marathon, "marathon"),
    ];

    /// <summary>Every kind alone, in the order of the enum.</summary>
    public static IEnumerable<Refusals> Kinds => Names.Select(entry => entry.Kind);

    public static IEnumerable<string> Of(Refusals refusals) => Names.Where(entry => refusals.HasFlag(entry.Kind)).Select(entry => entry.Name);

    /// <exception cref="FormatException">No kind has this name.</exception>
    public static Refusals Parse(string name) => Array.Find(Names, entry => entry.Name == name) is (var kind and not Refusals.None, _)
        ? kind
        : throw new FormatException($"'{name}' is none of {string.Join(", ", Names.Select(entry => entry.Name))}.");

    /// <summary>Exactly one kind refuses.</summary>
    public static bool IsSingle(this Refusals refusals) => BitOperations.PopCount((uint)refusals) == 1;
}
