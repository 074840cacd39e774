using Burst.Core.Canaries;
using Burst.Core.Timing;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Groups;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    private static readonly TimeSpan UnclearWait = TimeSpan.FromMinutes(1);

    /// <summary>Deletes sent by this process, and when their effect was first seen, by the clock that beginnings are told by.</summary>
    private readonly BoundedMap<PodUid, GroupEnding> _ends = new(RememberedPodsMax);

    /// <inheritdoc/>
    /// <remarks>
    /// ACI gives containers its own grace period and cannot be told another. A group that is still being created can come back
    /// after a delete that was accepted, so the delete is sent again for as long as a read finds the group.
    /// </remarks>
    public async Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken)
    {
        var (name, reserve) = (GroupName.Of(pod), ReserveOf(pod));
        if (await _groups.FindAsync(name, reserve, cancellationToken).ConfigureAwait(false) is { } group)
        {
            if (FindForeign(name, group) is { } untouched)
                return untouched;
            if (_ends.TryGet(pod, out _) && CanarySwitch.Sings(Canary.DeleteSentOnce))
                return new DeleteOutcome.Deleting(_options.DeleteConfirmWait, $"container group {name} is still there");
            if (await SendDeleteAsync(pod, name, group, reserve, cancellationToken).ConfigureAwait(false) is { } pending)
                return pending;
        }

        if (_ends.TryGet(pod, out var ending) && CanarySwitch.Sings(Canary.DeleteNotConfirmed))
            return new DeleteOutcome.Gone(ending.At ?? _timeProvider.GetUtcNow());
        return await ConfirmGoneAsync(pod, name, reserve, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Null when the group is ours to delete.</summary>
    private DeleteOutcome? FindForeign(string name, ContainerGroupDto group)
    {
        switch (GroupTags.Classify(name, group.Tags, _options))
        {
            case GroupOwnership.Ours:
                return null;
            case GroupOwnership.Others:
                return new DeleteOutcome.Gone(null); // This cluster never had it.
            default:
                LogUnclearGroup(_logger, name);
                var remedy = "give it its tags back or delete it by hand";
                return new DeleteOutcome.Deleting(UnclearWait, $"the tags of container group {name} do not say whose it is; {remedy}");
        }
    }

    /// <summary>Null when the delete was taken and a read no longer finds the group.</summary>
    private async Task<DeleteOutcome?> SendDeleteAsync(
        PodUid pod, string name, ContainerGroupDto group, CallReserve? reserve, CancellationToken cancellationToken)
    {
        var seen = See(pod, group);
        var wasSent = _ends.TryGet(pod, out _);
        _reads.Forget(pod);
        var ending = new GroupEnding(seen.UsageEndedAt, CanComeBack: !GroupEnding.IsProvisioned(group), seen);
        _ends.Set(pod, ending);
        var reply = await _groups.DeleteAsync(name, reserve, cancellationToken).ConfigureAwait(false);
        if (reply.IsHeldBack && !wasSent)
            _ends.Remove(pod);
        if (reply is { Failure: null, Status: 401 or 403 })
            throw ArmFailure.Unavailable($"delete container group {name}", _options.Endpoint, reply);
        if (!DeleteReply.IsTaken(reply) && CanarySwitch.Sings(Canary.DeleteErrorIsGone))
            return new DeleteOutcome.Gone(reply.At);
        if (!DeleteReply.IsTaken(reply))
        {
            var reason = ArmFailure.Shorten(reply.Describe());
            LogDeleteNotTaken(_logger, name, reason);
            return new DeleteOutcome.Deleting(DeleteReply.WaitAfter(reply), reason);
        }

        // 202 says that it will happen, not that it has: then the first read that finds nothing tells the time. What has ended between the
        // read and the delete is shown by the reply alone.
        if (seen.UsageEndedAt is null && ContainerGroups.FindLast(reply) is { } last && See(pod, last) is { UsageEndedAt: not null } ended)
            seen = ended;
        if (seen.UsageEndedAt is not null || reply.Status is 200 or 204)
            _ends.Set(pod, ending with { At = seen.UsageEndedAt ?? _serviceClock.Now, LastSeen = seen });
        if (CanarySwitch.Sings(Canary.DeleteNotConfirmed) || await _groups.FindAsync(name, reserve, cancellationToken).ConfigureAwait(false) is not { } left)
            return null;
        NoteEnd(pod, left);
        return new DeleteOutcome.Deleting(reply.RetryAfter ?? _options.DeleteConfirmWait, $"container group {name} is still there");
    }

    /// <summary>What ends while its delete is under way says so for some seconds, and may be gone by the next look.</summary>
    private void NoteEnd(PodUid pod, ContainerGroupDto group)
    {
        if (_ends.TryGet(pod, out var ending) && See(pod, group) is { UsageEndedAt: { } at } seen)
            _ends.Set(pod, ending with { At = at, LastSeen = seen });
    }

    private PodObservation See(PodUid pod, ContainerGroupDto group) => ObservationMapping.ToObservation(pod, group, _timeProvider.GetUtcNow());

    /// <summary>Called when one read has found nothing. A single 404 may be a replica that has not heard yet.</summary>
    private async Task<DeleteOutcome> ConfirmGoneAsync(PodUid pod, string name, CallReserve? reserve, CancellationToken cancellationToken)
    {
        var firstMissed = _serviceClock.Now;
        if (!CanarySwitch.Sings(Canary.GoneAfterOneMiss))
            await Wait.ForAsync(_options.DeleteConfirmWait, _timeProvider, cancellationToken).ConfigureAwait(false);
        if (await _groups.FindAsync(name, reserve, cancellationToken).ConfigureAwait(false) is { } back)
        {
            NoteEnd(pod, back);
            return new DeleteOutcome.Deleting(_options.DeleteConfirmWait, $"container group {name} came back after it was gone");
        }

        if (!_ends.TryGet(pod, out var ending))
            return new DeleteOutcome.Gone(null);
        var endedAt = ending.At ?? (ending.CanComeBack ? _serviceClock.Now : firstMissed);
        _ends.Set(pod, ending with { At = endedAt });
        LogGone(_logger, name, endedAt);
        return new DeleteOutcome.Gone(endedAt) { LastSeen = ending.LastSeen };
    }
}
