using Burst.Core.Canaries;
using Burst.Core.Timing;
using Burst.Core.Hosts;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    private const int PutTriesMax = 3;

    /// <inheritdoc/>
    /// <remarks>
    /// A PUT on a group that exists restarts its containers, so nothing is sent before a read has said that there is none, and
    /// an answer that leaves it open is followed by a read, never by a second PUT alone.
    /// </remarks>
    public async Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken)
    {
        var (name, reserve) = (GroupName.Of(launch.Uid), ReserveOf(launch.Uid));
        // An earlier group of this pod, which a late request had made, was ended: its end is not that of the one made now.
        _ends.Remove(launch.Uid);
        if (launch.LooksOnly)
            return await LookAsync(launch, name, reserve, cancellationToken).ConfigureAwait(false);
        if (LaunchRules.FindUnsupported(launch, _options) is { } obstacle)
            return new CreateOutcome.Rejected(obstacle);
        if (!CanarySwitch.Sings(Canary.CreateWithoutLooking) && await LookFirstAsync(name, reserve, cancellationToken).ConfigureAwait(false) is { } existing)
            return Adopt(launch, name, existing);
        var outcome = SecretRedaction.Redact(await PutAsync(launch, name, reserve, cancellationToken).ConfigureAwait(false), launch);

        // Nor does what a list saw of the earlier one, or is about to see, say anything of this one.
        _reads.Forget(launch.Uid);
        LogCreate(_logger, launch.Namespace, launch.Name, name, outcome);
        return outcome;
    }

    /// <summary>A PUT with other values than one that may still arrive must not be sent: the late one would be an update.</summary>
    private async Task<CreateOutcome> LookAsync(PodLaunch launch, string name, CallReserve? reserve, CancellationToken cancellationToken) =>
        await _groups.FindAsync(name, reserve, cancellationToken).ConfigureAwait(false) is { } existing
            ? Adopt(launch, name, existing)
            : new CreateOutcome.Missing($"there is no container group {name}");

    /// <summary>What fails here has made nothing yet.</summary>
    private async Task<ContainerGroupDto?> LookFirstAsync(string name, CallReserve? reserve, CancellationToken cancellationToken)
    {
        try
        {
            return await _groups.FindAsync(name, reserve, cancellationToken).ConfigureAwait(false);
        }
        catch (PodHostUnavailableException exception)
        {
            throw new PodHostUnavailableException(exception.Message, exception) { HadNoEffect = true };
        }
    }

    /// <summary>
    /// A request that came late can have made the group at another tier than the pod has its place at now: it costs something else than
    /// what is on the books. It is not ended here, as what it has cost until then has to be put down first.
    /// </summary>
    private CreateOutcome Adopt(PodLaunch launch, string name, ContainerGroupDto group)
    {
        if (FindObstacle(name, group) is { } obstacle)
            return obstacle;
        var seen = ObservationMapping.ToObservation(launch.Uid, group, _timeProvider.GetUtcNow());
        if (GroupTags.FindTier(group.Tags) is { } tier && tier != launch.Tier.Value)
            return new CreateOutcome.Astray(seen, $"an earlier request made container group {name} at {tier}; it is ended first");
        return new CreateOutcome.Accepted { Seen = seen, Operation = _operations.TryGet(launch.Uid, out var operation) ? operation.Link.AbsoluteUri : null };
    }

    private async Task<CreateOutcome> PutAsync(PodLaunch launch, string name, CallReserve? reserve, CancellationToken cancellationToken)
    {
        // Of the launch alone: a resend that changed a byte, here or after a restart, would be an update, which restarts the containers.
        var body = GroupMapping.ToBody(CanarySwitch.Sings(Canary.CreateWithoutLooking) ? launch with { PlacedAt = _timeProvider.GetUtcNow() } : launch, _options);
        var requestId = _groups.NextRequestId();
        var doubt = "";
        for (var tryNumber = 1; tryNumber <= PutTriesMax; tryNumber++)
        {
            var reply = await _groups.PutAsync(NameOfTry(name, tryNumber), body, requestId, reserve, cancellationToken).ConfigureAwait(false);
            if (reply.IsHeldBack && doubt.Length == 0)
                return new CreateOutcome.Throttled(reply.RetryAfter!.Value, reply.Describe());
            if (reply.IsHeldBack)
                break;
            ThrowIfForbidden(reply, name, launch);
            if (CreateReply.FindOutcome(reply) is { } outcome)
            {
                if (outcome is CreateOutcome.InsufficientCapacity { IsQuota: true })
                    _quotaClock.Refused();
                return Keep(launch.Uid, Doubted(outcome, reply, doubt), reply.Operation);
            }

            doubt = reply.Describe();
            LogAmbiguousCreate(_logger, name, tryNumber, SecretRedaction.Redact(doubt, launch));
            if (RetryDelay.After(tryNumber, reply.RetryAfter, requestId) is not { } delay)
                break;
            await Wait.ForAsync(delay, _timeProvider, cancellationToken).ConfigureAwait(false);
            if (CanarySwitch.Sings(Canary.PutBlindlyRepeated))
                body = GroupMapping.ToBody(launch with { PlacedAt = _timeProvider.GetUtcNow() }, _options);
            else if (await ReadBackAsync(launch, name, reserve, cancellationToken).ConfigureAwait(false) is { } settled)
                return settled;
        }

        return new CreateOutcome.Unknown($"{doubt}; it was asked {PutTriesMax} times at most and no container group {name} has been seen");
    }

    private static string NameOfTry(string name, int tryNumber) =>
        tryNumber > 1 && CanarySwitch.Sings(Canary.NameIsNewAtEachTry) ? $"{name}-{tryNumber}" : name;

    /// <summary>Null when the group is not there, so that the same bytes may be sent again.</summary>
    private async Task<CreateOutcome?> ReadBackAsync(PodLaunch launch, string name, CallReserve? reserve, CancellationToken cancellationToken)
    {
        try
        {
            var group = await _groups.FindAsync(name, reserve, cancellationToken).ConfigureAwait(false);
            return group is null ? null : Adopt(launch, name, group);
        }
        catch (PodHostUnavailableException exception)
        {
            return new CreateOutcome.Unknown(exception.Message);
        }
    }

    /// <summary>Null when the group is ours.</summary>
    private CreateOutcome? FindObstacle(string name, ContainerGroupDto group) => GroupTags.Classify(name, group.Tags, _options) switch
    {
        GroupOwnership.Ours => null,
        GroupOwnership.Others => new CreateOutcome.Rejected($"container group {name} belongs to another cluster or node"),
        _ => new CreateOutcome.Unknown($"container group {name} exists, but its tags do not say whose it is; it is not touched"),
    };

    /// <summary>After a try whose effect is unknown, a later refusal says nothing of the first: it may still arrive.</summary>
    private static CreateOutcome Doubted(CreateOutcome outcome, ArmReply reply, string doubt) =>
        outcome is CreateOutcome.Accepted || doubt.Length == 0
            ? outcome
            : new CreateOutcome.Unknown($"refused ({reply.Describe()}), after a try that may still take effect ({doubt})");

    private void ThrowIfForbidden(ArmReply reply, string name, PodLaunch launch)
    {
        if (reply is not { Failure: null, Status: 401 or 403 })
            return;
        var failure = ArmFailure.Unavailable($"create container group {name}", _options.Endpoint, reply);
        throw new PodHostUnavailableException(SecretRedaction.Redact(failure.Message, launch));
    }
}
