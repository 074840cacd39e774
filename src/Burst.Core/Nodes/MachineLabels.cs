using System.Collections.Immutable;

namespace Burst.Core.Nodes;

/// <summary>The labels that a node has from its machine. What a user has put on record of the same key wins.</summary>
public static class MachineLabels
{
    public const string Architecture = "kubernetes.io/arch";
    public const string OperatingSystem = "kubernetes.io/os";

    /// <summary>A node's labels when its machine is known to be another than before: the old ones go, unless a user has changed them.</summary>
    /// <param name="labels">On record.</param>
    /// <param name="before">The machine they come from; null before the first.</param>
    /// <param name="now">The machine as it is.</param>
    public static ImmutableSortedDictionary<string, string> Renew(ImmutableSortedDictionary<string, string> labels, NodeMachine? before, NodeMachine now)
    {
        var renewed = labels.ToBuilder();
        foreach (var (key, value) in before is null ? [] : Of(before))
        {
            if (renewed.TryGetValue(key, out var current) && current == value)
                renewed.Remove(key);
        }

        foreach (var (key, value) in Of(now))
            renewed.TryAdd(key, value);
        return renewed.ToImmutable();
    }

    private static IEnumerable<KeyValuePair<string, string>> Of(NodeMachine machine) =>
        machine.Labels.Append(new(Architecture, machine.Architecture)).Append(new(OperatingSystem, machine.OperatingSystem));
}
