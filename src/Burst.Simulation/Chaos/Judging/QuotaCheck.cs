namespace Burst.Simulation.Chaos.Judging;

/// <summary>No more groups, and no more of their regular or Spot cores, than a virtual node's quota.</summary>
internal sealed class QuotaCheck(JudgedWorld world, ViolationLog violations)
{
    public void Begin(PodLife life)
    {
        if (!life.IsGroup || world.FindNode(life.Node) is not { } node)
            return;
        var (groups, cpuMillis) = (0, 0L);
        foreach (var other in world.Register.On(life.Node))
        {
            if (GroupExcuses.IsUnknownToPlanner(other))
                continue;
            groups++;
            cpuMillis += other.IsLive && other.Tier == life.Tier ? other.Size.CpuMillis : 0;
        }

        if (groups > node.PodsMax)
            violations.Add(Promises.Quota, $"{node.Name}", $"{groups} groups of {node.PodsMax} with {life}");
        if (cpuMillis > node.Capacity.CpuMillis)
            violations.Add(Promises.Quota, $"{node.Name}", $"{cpuMillis}m cores of {life.Tier} of {node.Capacity.CpuMillis}m with {life}");
    }
}
