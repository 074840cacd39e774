using System.Globalization;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Timelines;

/// <summary>The timeline as CSV: a row a step; cores and jobs are averages over the step, costs are cumulative to its end.</summary>
public static class TimelineCsv
{
    public static void Write(TimelineRecorder timeline, TextWriter output)
    {
        output.Write("from_s,step_s,demand_cores,vm_cores,aci_cores,jobs_waiting,vm_cost_usd,aci_cost_usd\n");
        foreach (var point in TimelinePoint.Of(timeline))
        {
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{TraceNumber.Seconds(point.FromMs)},{TraceNumber.Seconds(timeline.StepMs)},{point.DemandCores:0.###},{point.VmCores:0.###},{point.AciCores:0.###},{point.JobsWaiting:0.###},{point.VmCost},{point.AciCost}\n"));
        }
    }
}
