using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Options;
using Burst.Simulation.Checker.Prices;

namespace Burst.Simulation.Checker.Checks;

/// <summary>Whether a job could run if nothing else did: the only ground on which it may be rejected is that it could not.</summary>
internal static class Feasibility
{
    /// <summary>All pods on empty VM nodes, or all in container groups of one tier. A job that needs a mix of both is given the benefit of the doubt.</summary>
    public static bool CanEverRun(PodSize[] pods, CheckerOptions options) =>
        (options.Policy != SpillMode.Always && FitVms(pods, options))
        || (options.Policy != SpillMode.Never && options.Tiers.Any(tier => PriceTable.IsOffered(options.Region, tier) && FitGroups(pods, tier, options)));

    /// <summary>On empty nodes, largest first, each on the one where the least CPU is left.</summary>
    private static bool FitVms(PodSize[] pods, CheckerOptions options)
    {
        if (pods.Length > NodeCapacity.PodsMax)
            return false;
        var free = options.Vms.Capacities();
        foreach (var pod in pods.Reverse())
        {
            var node = BestFit(free, pod);
            if (node < 0)
                return false;
            free[node] = new PodSize(free[node].CpuMillis - pod.CpuMillis, free[node].MemoryMib - pod.MemoryMib);
        }

        return true;
    }

    private static int BestFit(PodSize[] free, PodSize pod)
    {
        var best = -1;
        for (var node = 0; node < free.Length; node++)
        {
            if (pod.CpuMillis <= free[node].CpuMillis && pod.MemoryMib <= free[node].MemoryMib && (best < 0 || free[node].CpuMillis < free[best].CpuMillis))
                best = node;
        }

        return best;
    }

    private static bool FitGroups(PodSize[] pods, string tier, CheckerOptions options)
    {
        var groups = pods.Select(GroupSize.Of).ToArray();
        return groups.All(group => group.FitsIn(GroupSize.Max(tier)))
            && groups.Length <= Math.Min(options.AciGroups, Math.Min(options.CreatesPer5Min, options.CreatesPerHour))
            && groups.Sum(group => group.CentiCores) <= options.AciCores * 100;
    }
}
