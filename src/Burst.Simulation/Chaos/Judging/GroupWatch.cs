using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Simulation.Chaos.Arm;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>Enters what happens to the container groups of one region.</summary>
internal sealed class GroupWatch(EventLoop loop, WorldRegister register, Judge judge, NodeName node)
{
    private readonly Dictionary<SimulatedGroup, PodLife> lives = [];

    public void Watch(SimulatedArm arm)
    {
        arm.World.Began += Begin;
        arm.World.Billed += group => Do(group, life => life.BilledFrom ??= group.Record.BilledFrom);
        arm.World.Ended += group => Do(group, life => End(life, group));
        arm.World.Left += Leave;
        arm.World.RestartedByPut += (group, isLate) => Do(group, life => judge.RestartedByPut(life, isLate));
        arm.World.ForeignTouched += (group, how) => judge.ForeignTouched(group.Name, how);
    }

    private void Begin(SimulatedGroup group)
    {
        if (group.IsForeign || group.Record is not { PodUid: { } uid, PodName: { } name } record)
            return;
        var tier = record.IsSpot ? Tier.AciSpot : Tier.Aci;
        var life = PodLife.Begin(
            PodUid.Parse(uid), name, node, tier, Resources.Zero, new GroupSize(record.CpuMillis, record.MemoryDeciGb), record.CreatedAt);
        (life.IsOfLateMessage, life.AskedAt) = (group.IsOfLateMessage, group.SentAt);
        lives[group] = life;
        register.Begin(life);
    }

    private void End(PodLife life, SimulatedGroup group)
    {
        var record = group.Record;
        life.ReadAt = record.ReadAt;
        life.IsEndedByLateMessage = group.IsEndedByLateMessage;
        life.IsEndedWhileLeaving = group.IsLeaving;
        life.BilledFrom ??= record.BilledFrom;
        register.End(life, record.BilledTo ?? loop.Now, EndOf(record.End), record.ExitCode);
    }

    private void Leave(SimulatedGroup group)
    {
        if (!lives.Remove(group, out var life))
            return;
        life.WasEndRead = group.Record.WasEndRead;
        register.Remove(life, loop.Now, EndOf(group.Record.RemovedBy));
    }

    private void Do(SimulatedGroup group, Action<PodLife> action)
    {
        if (lives.TryGetValue(group, out var life))
            action(life);
    }

    private static PodEnd EndOf(GroupEnd end) => end switch
    {
        GroupEnd.None => PodEnd.None,
        GroupEnd.Exited => PodEnd.Itself,
        GroupEnd.DeletedByApi => PodEnd.ControlPlane,
        GroupEnd.DeletedByHand => PodEnd.World,
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "Not a known end."),
    };
}
