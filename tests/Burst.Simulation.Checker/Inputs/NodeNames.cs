using System.Globalization;

namespace Burst.Simulation.Checker.Inputs;

/// <summary>How placements name a node: VM nodes are numbered from 1, a container group is on the virtual node of its region.</summary>
internal static class NodeNames
{
    private const string VmPrefix = "vm-";
    private const string VirtualPrefix = "aci-";

    /// <summary>The number from zero, <see cref="PodPlace.Group"/> or <see cref="PodPlace.Unknown"/>.</summary>
    public static int Parse(ReadOnlySpan<char> name, int vmNodes, string region)
    {
        if (name.StartsWith(VirtualPrefix) && name[VirtualPrefix.Length..].SequenceEqual(region))
            return PodPlace.Group;
        if (!name.StartsWith(VmPrefix))
            return PodPlace.Unknown;
        return int.TryParse(name[VmPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= vmNodes
            ? number - 1
            : PodPlace.Unknown;
    }

    public static string Vm(int node) => string.Create(CultureInfo.InvariantCulture, $"{VmPrefix}{node + 1}");

    public static string Virtual(string region) => VirtualPrefix + region;
}
