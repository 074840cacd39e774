using System.Numerics;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>Core-time in which code ran on the VMs, out of the core-time that was paid.</summary>
internal sealed class Utilisation(Evidence evidence)
{
    public void Check()
    {
        var used = BigInteger.Zero;
        foreach (var placement in evidence.Placements)
        {
            if (placement.Place.IsVm)
                used += (Int128)placement.Size.CpuMillis * (placement.EndMs - placement.StartMs);
        }

        var paid = (BigInteger)evidence.Options.Vms.CpuMillis() * Span.Of(evidence).Millis;
        if (paid > 0)
            ReportRules.RoundedDown(evidence, ViolationKind.ReportUtilisation, ReportKeys.Utilisation, used, paid, decimals: 4);
        ReportRules.Ratio(evidence, ViolationKind.ReportUtilisation, ReportKeys.VmCoreSeconds, used, 1_000_000);
    }
}
