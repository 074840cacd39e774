using Burst.Emulator.Groups;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Metering;

/// <summary>
/// What the service bills of a group: from the start of its image pull until the whole group stops, each second that has started.
/// The first one is the whole second that the Pulling event names, since nobody is told it more exactly.
/// </summary>
internal static class GroupMeter
{
    /// <summary>The line of the current deployment as of <paramref name="now"/>; null while nothing is billed yet.</summary>
    public static InvoiceLine? LineOf(GroupRecord group, DateTimeOffset? stoppedAt, DateTimeOffset now)
    {
        var startedAt = group.Deployment.PullingAt;
        var until = stoppedAt ?? now;
        if (until <= startedAt)
            return null;
        var size = BilledSize.Of(group.Spec);
        return new()
        {
            Name = group.Name,
            ResourceGroup = group.ResourceGroup,
            Subscription = group.Subscription,
            Region = group.Location,
            Priority = group.Spec.Priority ?? "Regular",
            Tags = group.Tags,
            RuntimeId = group.Deployment.RuntimeId,
            StartedAt = startedAt,
            StoppedAt = stoppedAt,
            Cpu = group.Cpu,
            MemoryInGB = group.MemoryInGB,
            BilledCpu = size.Cpu,
            BilledMemoryInGB = size.MemoryInGB,
            BilledSeconds = StartedSeconds(startedAt, until),
        };
    }

    /// <summary>Seconds that have started, in the milliseconds in which instants are told.</summary>
    public static long StartedSeconds(DateTimeOffset startedAt, DateTimeOffset until)
    {
        var first = startedAt.ToUnixTimeSeconds();
        var (seconds, rest) = Math.DivRem(until.ToUnixTimeMilliseconds(), 1000);
        return Math.Max(0, (rest > 0 ? seconds + 1 : seconds) - first);
    }
}
