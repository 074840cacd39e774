using System.Collections.Immutable;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Core.Workloads;

namespace Burst.Simulation.Chaos.Users;

/// <summary>
/// Takes all machines out for a while and asks for a small service meanwhile: it can only go to container groups, and comes back, a pod at a time, once
/// the machines are there again and have room.
/// </summary>
internal sealed class MaintenanceUser(
    WorkloadUser workloads, OperatorUser cluster, SeededRandom random, ImmutableArray<PolicyIntent> policies, ImmutableArray<string> machines)
{
    private static readonly int[] Cpu = [250, 500];

    private Workload? last;

    /// <summary>Later than that there is little time left to come back in.</summary>
    private static readonly TimeSpan ReturnMax = TimeSpan.FromMinutes(1);

    /// <summary>Pods of no policy come back soon.</summary>
    public bool IsIdle => FindSoonestBack() is null;

    /// <param name="lasts">How long the machines are out.</param>
    /// <param name="name">Of the service; the one before it goes.</param>
    public async Task TakeOutAsync(TimeSpan lasts, string name)
    {
        var outages = machines.Select(machine => cluster.CordonAsync(machine, lasts)).ToList();
        if (last is { IsSettled: true, IsDeleted: false })
            await workloads.DeleteAsync(last).ConfigureAwait(false);
        last = Service(name);
        await workloads.CreateAsync([(last, new WorkloadIntent(2, 1))]).ConfigureAwait(false);
        await Task.WhenAll(outages).ConfigureAwait(false);
    }

    private PolicyIntent? FindSoonestBack() => policies
        .Where(policy => policy.Mode == BurstMode.Overflow && policy.RepatriateAfter >= TimeSpan.Zero && policy.RepatriateAfter <= ReturnMax).MinBy(policy => policy.RepatriateAfter);

    private Workload Service(string name) => new()
    {
        Name = name,
        Kind = WorkloadKind.Service,
        Requests = new Resources(random.Pick(Cpu), 256),
        Policy = FindSoonestBack(),
        Rolling = new() { MaxSurge = PodShare.Pods(1), MaxUnavailable = PodShare.Pods(0) },
    };
}
