namespace Burst.Simulation.Checker.Inputs;

/// <summary>The tiers as the placements and the report spell them.</summary>
internal static class TierNames
{
    public const string Aci = "aci";
    public const string AciSpot = "aci-spot";

    /// <summary>As options spell them.</summary>
    public static readonly string[] VmOptions = ["vm", "vm-reserved-1y", "vm-reserved-3y"];

    public static readonly string[] All = ["vm", VmReserved, Aci, AciSpot];

    private const string VmReserved = "vm-reserved";

    /// <summary>Placements and report name the tier of the VMs without its term.</summary>
    public static string OfOption(string vmTier) => vmTier.StartsWith(VmReserved, StringComparison.Ordinal) ? VmReserved : vmTier;

    public static bool IsGroup(string tier) => tier is Aci or AciSpot;

    /// <summary>-1 for one that does not exist.</summary>
    public static int IndexOf(ReadOnlySpan<char> tier)
    {
        for (var index = 0; index < All.Length; index++)
        {
            if (tier.SequenceEqual(All[index]))
                return index;
        }

        return -1;
    }
}
