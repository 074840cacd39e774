using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>A container group is no smaller than what its workload asks for.</summary>
internal sealed class GroupSizeCheck(JudgedWorld world, ViolationLog violations)
{
    private const long MibPerGb = 1024;

    public void Begin(PodLife life)
    {
        if (!life.IsGroup || world.Book.Find(life.Workload) is not { } workload)
            return;
        var given = new Resources(life.Size.CpuMillis, life.Size.MemoryDeciGb * MibPerGb / 10);
        if (!workload.Requests.FitsIn(given))
            violations.Add(Promises.Size, life.PodName, $"{life} has {given}, asked for {workload.Requests}");
    }
}
