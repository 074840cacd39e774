using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// Nothing stands still for good while the world goes on: what is missing, and has room all the time, gets on in the end, whatever
/// breaks. A wake-up that was lost would be made up for by nobody.
/// </summary>
internal sealed class StandstillCheck(JudgedWorld world, ViolationLog violations)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>No request is answered, and one window of them can follow the other for as long as that.</summary>
    private static readonly FaultKind[] Unreachable = [FaultKind.ArmOutage, FaultKind.CredentialExpired];

    private readonly Room room = new(world);
    private readonly Dictionary<string, DateTimeOffset> missingSince = new(StringComparer.Ordinal);

    public void Watch() => world.Loop.After(Every, () =>
    {
        foreach (var workload in world.Book.All.Where(workload => !workload.IsDeleted))
            Judge(workload);
        Watch();
    });

    private void Judge(Workload workload)
    {
        var facts = WorkloadFacts.Of(world.Register, workload);
        if (workload is not { IsSettled: true, Acknowledged: { } intent } || facts.Live >= facts.Wanted(workload, intent) || !room.IsOpen(workload, IsSilent)
            || world.Faults.WasAbout(Unreachable, world.Now, world.Now))
        {
            missingSince.Remove(workload.Name);
            return;
        }

        missingSince.TryAdd(workload.Name, world.Now);
        var since = missingSince[workload.Name];
        since = facts.LastChangeAt > since ? facts.LastChangeAt : since;
        if (world.Now - since <= world.Limits.GetsOnWithin)
            return;
        var promise = workload.Kind == WorkloadKind.Service ? Promises.Strength : Promises.JobDone;
        violations.Add(promise, workload.Name, $"{facts.Live} of {facts.Wanted(workload, intent)} pods live, nothing has changed since {since:u}, and there is room");
    }

    private bool IsSilent(Core.Ids.NodeName node) => world.Faults.WasAbout(FaultGroups.LosesMachines, world.Now, world.Now, node.Value);
}
