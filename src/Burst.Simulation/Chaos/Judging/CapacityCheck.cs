using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>No machine is asked to run more than it has.</summary>
internal sealed class CapacityCheck(JudgedWorld world, ViolationLog violations)
{
    public void Begin(PodLife life)
    {
        if (life.IsGroup || world.FindNode(life.Node) is not { } node)
            return;
        var (used, count) = (Resources.Zero, 0);
        foreach (var other in world.Register.On(life.Node))
        {
            // One that came back through a late message is judged as such.
            if (!other.IsLive || other.IsReturn)
                continue;
            used += other.Requests;
            count++;
        }

        if (!used.FitsIn(node.Capacity))
            violations.Add(Promises.Capacity, $"{node.Name}", $"{used} asked of {node.Capacity} with {life}");
        if (count > node.PodsMax)
            violations.Add(Promises.Capacity, $"{node.Name}", $"{count} pods, at most {node.PodsMax}, with {life}");
    }
}
