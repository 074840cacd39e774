using Burst.Core.Canaries;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    /// <summary>Few, so that a list stays quick: with half of the expiry left there is time for the others at the next ones.</summary>
    private const int RenewalsPerListMax = 10;

    /// <summary>
    /// Moves the expiry of groups that live on, the nearest first, so that a group has expired only when its cluster has vanished.
    /// Failing to is reported and fails no list.
    /// </summary>
    private async Task RenewAsync(IReadOnlyList<GroupItemDto> items, CancellationToken cancellationToken)
    {
        var dueBefore = _timeProvider.GetUtcNow() + (_options.ExpiryAfter / 2);
        var due = items
            .Select(item => (Item: item, Expiry: GroupTags.FindExpiry(item.Tags) ?? DateTimeOffset.MinValue))
            .Where(entry => entry.Expiry < dueBefore && !HasEnded(entry.Item))
            .OrderBy(entry => entry.Expiry)
            .Take(RenewalsPerListMax);
        foreach (var (item, _) in due.ToList())
        {
            if (CanarySwitch.Sings(Canary.ExpiryNotRenewed) || !await TryRenewAsync(item, cancellationToken).ConfigureAwait(false))
                return;
        }
    }

    /// <summary>What was only stopped may be started again, days later.</summary>
    private bool HasEnded(GroupItemDto item) =>
        _reads.FindLast(GroupTags.FindPod(item.Tags)!.Value) is { Phase: PodPhase.Succeeded or PodPhase.Failed, Reason: not PodStop.Reason };

    /// <summary>False when the others would fare no better, so that a list does not wait for each of them.</summary>
    private async Task<bool> TryRenewAsync(GroupItemDto item, CancellationToken cancellationToken)
    {
        var tags = GroupTags.Renewed(item.Tags!, _timeProvider.GetUtcNow() + _options.ExpiryAfter);
        try
        {
            var reply = await _groups.PatchTagsAsync(item.Name!, tags, cancellationToken).ConfigureAwait(false);
            if (!reply.IsSuccess)
                LogNotRenewed(_logger, item.Name!, ArmFailure.Shorten(reply.Describe()));
            return !reply.IsTransient && reply.Status is not (401 or 403);
        }
        catch (PodHostUnavailableException exception)
        {
            LogNotRenewed(_logger, item.Name!, exception.Message);
            return false;
        }
    }
}
