using System.Globalization;

namespace Burst.Simulation.Checker.Inputs;

/// <summary>How placements name a node: VM nodes are numbered from 1, all as wide as the last and two digits at least.</summary>
internal static class NodeNames
{
    private const string VmPrefix = "vm-";

    /// <summary>The virtual node.</summary>
    public const string Virtual = "aci";

    /// <summary>The number from zero, <see cref="PodPlace.Group"/> or <see cref="PodPlace.Unknown"/>.</summary>
    public static int Parse(ReadOnlySpan<char> name, int vmNodes)
    {
        if (name.SequenceEqual(Virtual))
            return PodPlace.Group;
        if (!name.StartsWith(VmPrefix) || name.Length != VmPrefix.Length + Width(vmNodes))
            return PodPlace.Unknown;
        return int.TryParse(name[VmPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= vmNodes
            ? number - 1
            : PodPlace.Unknown;
    }

    public static string Vm(int node, int vmNodes) => VmPrefix + (node + 1).ToString(CultureInfo.InvariantCulture).PadLeft(Width(vmNodes), '0');

    private static int Width(int vmNodes) => Math.Max(2, vmNodes.ToString(CultureInfo.InvariantCulture).Length);
}
