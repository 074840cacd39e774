using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    /// <summary>ACI's code for a group that is being changed: what was asked for can be had a little later.</summary>
    private const string Transitioning = "ContainerGroupTransitioning";

    /// <inheritdoc/>
    public Task<StopOutcome> StopAsync(PodUid pod, CancellationToken cancellationToken) =>
        ActAsync(pod, "stop", state => state == GroupState.Running || state == GroupState.Pending, _groups.StopAsync, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>A group that runs is not sent a start: what the service makes of that is not documented.</remarks>
    public Task<StopOutcome> StartAsync(PodUid pod, CancellationToken cancellationToken) =>
        ActAsync(pod, "start", state => state == GroupState.Stopped, _groups.StartAsync, cancellationToken);

    private async Task<StopOutcome> ActAsync(
        PodUid pod, string verb, Func<GroupState, bool> isDue, Func<string, CancellationToken, Task<ArmReply>> send, CancellationToken cancellationToken)
    {
        var name = GroupName.Of(pod);
        if (await FindOursAsync(name, cancellationToken).ConfigureAwait(false) is not { } group)
            return new StopOutcome.Refused($"container group {name} is not there");
        if (!isDue(GroupState.Parse(group.Properties?.InstanceView?.State ?? "")))
            return new StopOutcome.Accepted(ObservationMapping.ToObservation(pod, group, _timeProvider.GetUtcNow()));
        _reads.Forget(pod);
        var reply = await send(name, cancellationToken).ConfigureAwait(false);
        _reads.Forget(pod);
        if (IsRefusal(reply) && !Transitioning.Equals(reply.Error.Code, StringComparison.OrdinalIgnoreCase))
            return new StopOutcome.Refused(ArmFailure.Shorten(reply.Describe()));
        return reply.IsSuccess
            ? new StopOutcome.Accepted(await SeeAsync(pod, name, cancellationToken).ConfigureAwait(false))
            : throw ArmFailure.Unavailable($"{verb} container group {name}", _options.Endpoint, reply);
    }

    /// <summary>The call has been taken whether or not this read comes through.</summary>
    private async Task<PodObservation?> SeeAsync(PodUid pod, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await FindOursAsync(name, cancellationToken).ConfigureAwait(false) is { } group
                ? ObservationMapping.ToObservation(pod, group, _timeProvider.GetUtcNow())
                : null;
        }
        catch (PodHostUnavailableException)
        {
            return null;
        }
    }

    private async Task<ContainerGroupDto?> FindOursAsync(string name, CancellationToken cancellationToken) =>
        await _groups.FindAsync(name, cancellationToken).ConfigureAwait(false) is { } group && GroupTags.Classify(name, group.Tags, _options) == GroupOwnership.Ours
            ? group
            : null;
}
