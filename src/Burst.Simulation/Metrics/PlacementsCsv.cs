using System.Globalization;
using Burst.Simulation.Engine;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Metrics;

/// <summary>Every pod's place and times, a row each, in the order of the placements: what a checker needs to recompute the rest.</summary>
public sealed class PlacementsCsv : ISimulationObserver
{
    private readonly TextWriter output;

    public PlacementsCsv(TextWriter output)
    {
        this.output = output;
        output.Write("job_id,submit_s,start_s,end_s,node,tier,cpu_millis,memory_mib\n");
    }

    public void PodPlaced(PodRun run)
    {
        output.Write(run.Job.Id);
        output.Write(',');
        output.Write(TraceNumber.Seconds(run.Job.SubmitMs));
        output.Write(',');
        output.Write(TraceNumber.Seconds(run.StartMs));
        output.Write(',');
        output.Write(TraceNumber.Seconds(run.EndMs));
        output.Write(string.Create(
            CultureInfo.InvariantCulture, $",{run.Node},{run.Tier},{run.Usage.Requested.CpuMillis},{run.Usage.Requested.MemoryMib}\n"));
    }
}
