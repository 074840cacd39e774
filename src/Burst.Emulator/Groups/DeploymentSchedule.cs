using Burst.Emulator.Faults;

namespace Burst.Emulator.Groups;

/// <summary>Decides when a deployment reaches each step: a pure function of the profile, the seed, the group and the fault that strikes it.</summary>
internal sealed class DeploymentSchedule(ProvisioningProfile profile, int? seed)
{
    public Deployment Next(GroupKey key, int generation, DateTimeOffset now, FaultRule? fault = null)
    {
        var runtimeId = NewRuntimeId();
        var source = Source(key, generation, runtimeId);
        var acceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var pullingAt = acceptedAt + profile.Pending.At(SeededChance.Of($"{source}|pending"));
        var failsUntil = fault?.Kind != FaultKind.FailPull ? null : fault.ForSeconds is { } seconds ? pullingAt.AddSeconds(seconds) : (DateTimeOffset?)DateTimeOffset.MaxValue;
        var pulledAt = After(failsUntil ?? pullingAt, profile.Pull.At(SeededChance.Of($"{source}|pull")));
        return new()
        {
            RuntimeId = runtimeId,
            Generation = generation,
            AcceptedAt = acceptedAt,
            PullingAt = pullingAt,
            PulledAt = pulledAt,
            StartAt = After(pulledAt, profile.Launch.At(SeededChance.Of($"{source}|launch"))),
            PullFailsUntil = failsUntil,
            LiveFailure = fault?.Kind == FaultKind.FailProvisioning
                ? new("ContainerGroupProvisioningFailed", $"The provisioning of container group '{key.Name}' failed; its containers may run all the same.")
                : null,
        };
    }

    /// <summary>The deployment as it is started elsewhere after an eviction; it is billed on as one.</summary>
    public Deployment Elsewhere(GroupRecord group, int eviction, DateTimeOffset now)
    {
        var wait = profile.SpotRestart.At(SeededChance.Of($"{Source(group)}|restart|{eviction}"));
        return group.Deployment with { RuntimeId = NewRuntimeId(), StartAt = now + wait };
    }

    /// <summary>When a group that was started at this instant is evicted next; null for never.</summary>
    public DateTimeOffset? EvictionOf(GroupRecord group, double perHour)
    {
        if (perHour <= 0 || !group.IsSpot)
            return null;
        var chance = SeededChance.Of($"{Source(group)}|evict|{group.Eviction?.Count ?? 0}");
        return group.Deployment.StartAt + TimeSpan.FromHours(Math.Min(-Math.Log(1 - chance) / perHour, 1_000_000));
    }

    private string Source(GroupRecord group) => Source(group.Key, group.Deployment.Generation, group.Deployment.RuntimeId);

    private string Source(GroupKey key, int generation, string runtimeId) => seed is { } given ? $"{given}|{key}|{generation}" : runtimeId;

    private static string NewRuntimeId() => $"cg-{RandomIds.Next():n}";

    private static DateTimeOffset After(DateTimeOffset at, TimeSpan wait) => at > DateTimeOffset.MaxValue - wait ? DateTimeOffset.MaxValue : at + wait;
}
