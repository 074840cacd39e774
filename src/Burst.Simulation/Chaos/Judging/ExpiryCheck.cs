using System.Globalization;
using Burst.Core.Ids;
using Burst.Simulation.Chaos.Arm;
using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// A group that lives has not expired while its control plane could renew it: whoever sweeps expired groups may do so any time.
/// </summary>
internal sealed class ExpiryCheck(JudgedWorld world, ViolationLog violations, TimeSpan expiryAfter)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly IReadOnlyList<FaultKind> Delays = [.. FaultGroups.Blinds, .. FaultGroups.MovesClock];

    public void Watch(SimulatedArm region) => world.Loop.After(Every, () =>
    {
        foreach (var group in region.Groups.Where(group => group is { IsForeign: false, IsLive: true, IsLeaving: false, PulledAt: not null }))
            Judge(group);
        Watch(region);
    });

    private void Judge(SimulatedGroup group)
    {
        if (FindExpiry(group) is not { } expiry || expiry > world.Now || IsWithinClockError)
            return;

        // Renewed at half of it: with a quarter left it is late, and from then on only faults can have stood in the way.
        var renewable = world.Faults.QuietFrom(Delays, expiry - (expiryAfter / 4), world.Limits.RenewsWithin) + world.Limits.RenewsWithin;
        if (renewable < world.Now && group.Record.PodUid is { } uid && world.Register.OfPod(PodUid.Parse(uid)) is [{ IsReturn: false }])
            violations.Add(Promises.Expiry, group.Record.PodName ?? group.Name, $"{group.Name} lives, and its tag says {expiry:u}");
    }

    /// <summary>What a clock that has been set says of so near an instant proves nothing.</summary>
    private bool IsWithinClockError => expiryAfter < world.Limits.ClockErrorMax * 2 && world.Faults.WasAbout(FaultGroups.MovesClock, DateTimeOffset.MinValue, world.Now);

    private static DateTimeOffset? FindExpiry(SimulatedGroup group)
    {
        var text = group.Tags.FirstOrDefault(tag => tag.Key == "burst-expiry").Value;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiry) ? expiry : null;
    }
}
