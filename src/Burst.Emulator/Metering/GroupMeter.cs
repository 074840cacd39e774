using Burst.Emulator.Groups;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Metering;

/// <summary>What the service bills of a group: from the start of its image pull until the whole group stops.</summary>
internal static class GroupMeter
{
    /// <summary>The line of the current deployment as of <paramref name="now"/>; null while nothing is billed yet.</summary>
    public static InvoiceLine? LineOf(GroupRecord group, DateTimeOffset? stoppedAt, DateTimeOffset now)
    {
        var startedAt = group.Deployment.PullingAt;
        var until = stoppedAt ?? now;
        if (until <= startedAt)
            return null;
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
            BilledSeconds = (decimal)Math.Round((until - startedAt).TotalMilliseconds) / 1000,
        };
    }
}
