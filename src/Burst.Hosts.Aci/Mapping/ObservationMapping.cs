using Burst.Core.Canaries;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>
/// From a container group to an observation. A group counts as ended only when ACI says so and no container is seen alive:
/// above all, a provisioning that failed may still start and be billed.
/// </summary>
internal static class ObservationMapping
{
    public static PodObservation ToObservation(PodUid pod, ContainerGroupDto group, DateTimeOffset at)
    {
        var properties = group.Properties;
        ContainerDto[] containers = [.. (properties?.Containers ?? []).OfType<ContainerDto>()];
        ContainerViewDto[] views = [.. containers.Select(container => container.Properties?.InstanceView).OfType<ContainerViewDto>()];
        ContainerStatus[] statuses =
        [
            .. containers.Where(container => container.Properties?.InstanceView is not null).Select(container => ContainerMapping.ToStatus(container, at)),
        ];
        var allReported = views.Length == containers.Length && views.Length > 0;
        InitContainerDto[] inits = [.. (properties?.InitContainers ?? []).OfType<InitContainerDto>().Where(init => init.Properties?.InstanceView is not null)];
        var (phase, reason) = ToPhase(properties, statuses, allReported);
        var isOver = phase is PodPhase.Succeeded or PodPhase.Failed;
        return new PodObservation
        {
            Uid = pod,
            ObservedAt = at,
            Phase = phase,
            Reason = reason,
            Message = ContainerMapping.FindWarning(properties?.InstanceView?.Events)
                ?? statuses.Where(status => status.State != ContainerState.Running).Select(status => status.Message).FirstOrDefault(message => message is not null),
            Containers = [.. statuses],
            InitContainers = [.. inits.Select(init => ContainerMapping.ToStatus(init.Name, init.Properties!.InstanceView))],
            PodIp = properties?.IpAddress?.Ip is { Length: > 0 } ip ? ip : null,
            DnsName = properties?.IpAddress?.Fqdn is { Length: > 0 } name ? name : null,
            Footprint = FootprintMapping.Find(group),
            UsageStartedAt = UsageMapping.FindStart([.. inits.Select(init => init.Properties!.InstanceView!), .. views]),
            UsageEndedAt = !isOver || !allReported ? null : CanarySwitch.Sings(Canary.EndIsWhenSeen) ? at : UsageMapping.FindEnd(views),
        };
    }

    private static (PodPhase Phase, string? Reason) ToPhase(GroupPropertiesDto? properties, ContainerStatus[] statuses, bool allReported)
    {
        if (properties?.InstanceView?.State is not { Length: > 0 } word)
            return (PodPhase.Unknown, properties?.ProvisioningState);
        var state = GroupState.Parse(word);
        if (!state.IsKnown)
            return (PodPhase.Unknown, state.Value);

        var provisioningFailed = "Failed".Equals(properties.ProvisioningState, StringComparison.OrdinalIgnoreCase);
        if (provisioningFailed && CanarySwitch.Sings(Canary.FailedProvisioningIsEnd))
            return (PodPhase.Failed, "ProvisioningFailed");
        var failure = provisioningFailed ? "ProvisioningFailed" : FindTrouble(properties.ProvisioningState);
        var hasEnded = state != GroupState.Pending && state != GroupState.Running;
        var seenAlive = statuses.Any(status => status.State != ContainerState.Terminated);
        if (hasEnded && (!seenAlive || state == GroupState.Stopped) && (!provisioningFailed || allReported))
            return ToEnd(state);

        // Not over, whatever the group's word: something of it lives or may yet start.
        var runs = state == GroupState.Running || statuses.Any(status => status.State == ContainerState.Running);
        return (runs ? PodPhase.Running : PodPhase.Pending, failure ?? (hasEnded ? state.Value : null));
    }

    /// <summary>ACI's words for a group that it is mending; it runs on, and is billed.</summary>
    private static string? FindTrouble(string? provisioning) =>
        new[] { "Unhealthy", "Repairing" }.FirstOrDefault(word => word.Equals(provisioning, StringComparison.OrdinalIgnoreCase));

    /// <summary>A group that was stopped from outside has not done its work and does nothing more by itself.</summary>
    private static (PodPhase Phase, string? Reason) ToEnd(GroupState state)
    {
        if (state == GroupState.Succeeded || CanarySwitch.Sings(Canary.ExitCodeLost))
            return (PodPhase.Succeeded, null);
        return (PodPhase.Failed, state == GroupState.Stopped ? PodStop.Reason : null);
    }
}
