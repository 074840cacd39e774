using Burst.Emulator.Runtime;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>A group as clients see it.</summary>
internal static class GroupView
{
    /// <param name="group">What is known of it.</param>
    /// <param name="status">What its runtime said.</param>
    /// <param name="now">The time of the answer.</param>
    /// <param name="withInstanceView">False in lists, which the service sends without it.</param>
    public static ContainerGroupBody Body(GroupRecord group, GroupStatus? status, DateTimeOffset now, bool withInstanceView)
    {
        var spec = GroupRedaction.Redact(group.Spec);
        return new()
        {
            Properties = spec with
            {
                ProvisioningState = GroupState.ProvisioningState(group, status, now),
                Containers = withInstanceView ? [.. spec.Containers!.Select(c => WithInstanceView(group, c, status, now))] : spec.Containers,
                IpAddress = spec.IpAddress is null ? null : Address(group, spec.IpAddress, status),
                InstanceView = withInstanceView ? new() { Events = [], State = GroupState.InstanceState(group, status) } : null,
            },
            Identity = GroupIdentity.View(group.Identity, group.Id),
            Id = group.Id,
            Name = group.Name,
            Type = GroupRecord.ResourceType,
            Location = group.Location,
            Tags = group.Tags,
            Zones = group.Zones,
        };
    }

    public static OperationBody Operation(GroupRecord group, OperationRecord operation, GroupStatus? status, DateTimeOffset now) => new()
    {
        Id = group.Id,
        Status = operation.FinalStatus ?? GroupState.ProvisioningState(group, status, now),
        StartTime = WireTime.Operation(operation.StartedAt),
        Properties = new([.. group.Spec.Containers!.SelectMany(c => GroupEvents.Of(group, c, Find(status, c), now))]),
        Error = operation.FinalStatus is null && group.Failure is { } failure ? new(failure.Code, failure.Message) : null,
    };

    private static ContainerBody WithInstanceView(GroupRecord group, ContainerBody container, GroupStatus? status, DateTimeOffset now)
    {
        // Until the pull begins the service shows no instance view at all.
        if (group.Phase == GroupPhase.Provisioning && now < group.Deployment.PullingAt)
            return container;
        var found = Find(status, container);
        return container with
        {
            Properties = container.Properties! with
            {
                InstanceView = new()
                {
                    RestartCount = found?.RestartCount ?? 0,
                    CurrentState = ContainerStateView.Current(found),
                    PreviousState = ContainerStateView.Previous(found),
                    Events = [.. GroupEvents.Of(group, container, found, now)],
                },
            },
        };
    }

    private static IpAddressBody Address(GroupRecord group, IpAddressBody address, GroupStatus? status) => address with
    {
        Ip = status?.IpAddress,
        Fqdn = address.DnsNameLabel is { } label ? $"{label}.{group.Location}.azurecontainer.io" : null,
    };

    private static ContainerStatus? Find(GroupStatus? status, ContainerBody container) =>
        status?.Containers.FirstOrDefault(c => c.Name == container.Name);
}
