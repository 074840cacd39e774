using System.Numerics;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>Jobs with a pod in a container group, and the core-seconds their pods there asked for while their code ran.</summary>
internal sealed class Spills(Evidence evidence)
{
    public void Check()
    {
        var spilled = new bool[evidence.Trace.Count];
        var coreMicros = BigInteger.Zero;
        foreach (var placement in evidence.Placements)
        {
            if (!placement.Place.IsGroup || placement.Job < 0)
                continue;
            spilled[placement.Job] = true;
            coreMicros += (Int128)placement.Size.CpuMillis * (placement.EndMs - placement.StartMs);
        }

        ReportRules.Whole(evidence, ViolationKind.ReportSpilled, ReportKeys.SpilledJobs, spilled.LongCount(job => job));
        ReportRules.Ratio(evidence, ViolationKind.ReportSpilled, ReportKeys.SpilledCoreSeconds, coreMicros, 1_000_000);
    }
}
