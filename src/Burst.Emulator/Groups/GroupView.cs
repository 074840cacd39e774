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
        // Until the pull begins the service shows no instance view at all.
        var isSeen = withInstanceView && !(group.Phase == GroupPhase.Provisioning && now < group.Deployment.PullingAt);
        return new()
        {
            Properties = spec with
            {
                ProvisioningState = GroupState.ProvisioningState(group, status, now),
                Containers = isSeen ? [.. spec.Containers!.Select(c => WithInstanceView(group, c, status, now))] : spec.Containers,
                InitContainers = isSeen ? [.. spec.InitContainers!.Select(c => WithInstanceView(group, c, status, now))] : spec.InitContainers,
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
        Properties = new([.. Named(group).SelectMany(c => GroupEvents.Of(group, c.Name, c.Image, Find(status, c.Name), now))]),
        Error = FailureOf(group, operation, status, now) is { } failure ? new(failure.Code, failure.Message) : null,
    };

    private static GroupFailure? FailureOf(GroupRecord group, OperationRecord operation, GroupStatus? status, DateTimeOffset now)
    {
        if (operation.FinalStatus is not null)
            return operation.Failure;
        return GroupState.ProvisioningState(group, status, now) == "Failed" ? group.Failure ?? group.Deployment.LiveFailure : null;
    }

    private static IEnumerable<(string Name, string Image)> Named(GroupRecord group) =>
        (group.Spec.InitContainers ?? []).Select(c => (c.Name!, c.Properties!.Image!)).Concat(group.Spec.Containers!.Select(c => (c.Name!, c.Properties!.Image!)));

    private static ContainerBody WithInstanceView(GroupRecord group, ContainerBody container, GroupStatus? status, DateTimeOffset now) => container with
    {
        Properties = container.Properties! with { InstanceView = InstanceView(group, container.Name!, container.Properties.Image!, status, now) },
    };

    private static InitContainerBody WithInstanceView(GroupRecord group, InitContainerBody container, GroupStatus? status, DateTimeOffset now) => container with
    {
        Properties = container.Properties! with { InstanceView = InstanceView(group, container.Name!, container.Properties.Image!, status, now) },
    };

    private static ContainerInstanceView InstanceView(GroupRecord group, string container, string image, GroupStatus? status, DateTimeOffset now)
    {
        var found = Find(status, container);
        return new()
        {
            RestartCount = found?.RestartCount ?? 0,
            CurrentState = ContainerStateView.Current(found),
            PreviousState = ContainerStateView.Previous(found),
            Events = [.. GroupEvents.Of(group, container, image, found, now)],
        };
    }

    private static IpAddressBody Address(GroupRecord group, IpAddressBody address, GroupStatus? status) => address with
    {
        Ip = status?.IpAddress,
        Fqdn = address.DnsNameLabel is { } label ? $"{label}.{group.Location}.azurecontainer.io" : null,
    };

    private static ContainerStatus? Find(GroupStatus? status, string container) =>
        status?.Containers.Concat(status.InitContainers ?? []).FirstOrDefault(c => c.Name == container);
}
