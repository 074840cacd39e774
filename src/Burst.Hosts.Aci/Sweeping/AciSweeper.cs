using System.Collections.Immutable;
using Azure.Core;
using Azure.Core.Pipeline;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Timing;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Groups;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Aci.Logs;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Sweeping;

/// <summary>
/// Finds and ends container groups of one resource group by their tags alone: for when nobody is left who knows them. It decides
/// nothing; <see cref="SweepRule"/> does.
/// </summary>
public sealed class AciSweeper
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(60);

    /// <summary>For one group; a service that has not let go of it by then is asked again another time.</summary>
    private static readonly TimeSpan GroupTimeout = TimeSpan.FromMinutes(10);

    private readonly ServiceClock _clock;
    private readonly ContainerGroups _groups;
    private readonly TimeProvider _time;
    private readonly Uri _endpoint;
    private readonly TimeSpan _confirmWait;

    /// <param name="place">Where the groups are.</param>
    /// <param name="credential">For the place's endpoint.</param>
    /// <param name="transport">One of <see cref="AciTransport"/>; the caller disposes it.</param>
    /// <param name="confirmWait">Between the two reads that must both find nothing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ids">Of requests.</param>
    public AciSweeper(AciConnection place, TokenCredential credential, HttpPipelineTransport transport, TimeSpan confirmWait, TimeProvider time, IIdSource ids)
    {
        _time = time;
        _endpoint = place.Endpoint;
        _confirmWait = confirmWait;
        _clock = new ServiceClock(time);
        var pipeline = ArmPipeline.Create((place.Audience ?? place.Endpoint).ToString(), credential, transport, _clock);
        // Groups of removed nodes may be in any region: limits of its own, which start low.
        var budget = new AciBudgets(new AciRates(), time).Of(place.Endpoint, place.Subscription, region: "");
        var arm = new ArmClient(pipeline, budget, time, ids, ReadTimeout, WriteTimeout);
        _groups = new ContainerGroups(arm, new ArmUris(place.Endpoint, place.Subscription, place.ResourceGroup), place.Endpoint);
    }

    /// <summary>Every group whose tags name this owner.</summary>
    /// <exception cref="PodHostUnavailableException">The list could not be had, or not in full: nothing may be concluded.</exception>
    public async Task<OwnedGroups> ListAsync(string ownerId, CancellationToken cancellationToken)
    {
        var items = await _groups.ListAsync(cancellationToken).ConfigureAwait(false);
        var owned = items.Where(item => item.Name is not null && GroupTags.ClaimsOwner(item.Tags, ownerId))
            .Select(item => Read(item.Name!, item.Tags)).OrderBy(group => group.Name, StringComparer.Ordinal).ToList();
        return new OwnedGroups([.. owned], items.Count - owned.Count, _clock.Skew);
    }

    /// <summary>What all containers of a group have written, init containers' included; those that have not begun have no log.</summary>
    /// <exception cref="PodHostUnavailableException">The service does not say.</exception>
    public async Task<ImmutableArray<SweptLog>> ReadLogsAsync(OwnedGroup group, CancellationToken cancellationToken)
    {
        if (await _groups.FindAsync(group.Name, reserve: null, cancellationToken).ConfigureAwait(false) is not { Properties: { } properties })
            return [];
        IEnumerable<(string? Name, ContainerViewDto? View)> containers =
        [
            .. (properties.InitContainers ?? []).Select(init => (init?.Name, init?.Properties?.InstanceView)),
            .. (properties.Containers ?? []).Select(container => (container?.Name, container?.Properties?.InstanceView)),
        ];
        var logs = ImmutableArray.CreateBuilder<SweptLog>();
        foreach (var (name, view) in containers)
        {
            if (name is null || await _groups.ReadLogAsync(group.Name, name, tail: null, cancellationToken).ConfigureAwait(false) is not { } content)
                continue;
            var hasEnded = "Terminated".Equals(view?.CurrentState?.State, StringComparison.OrdinalIgnoreCase);
            var lines = new LogReader(new LogQuery()).Take(content, isLast: true);
            logs.Add(new SweptLog(name, LogWindow.FindCut(content, hasEnded) is { } cut ? [LogLine.Remark(cut), .. lines] : [.. lines]));
        }

        return logs.ToImmutable();
    }

    /// <summary>
    /// Ends a group: looks at it again, sends the delete for as long as a read finds it, and is done when two reads find nothing. May be
    /// cancelled at any time; what was sent takes its effect then.
    /// </summary>
    /// <param name="group">As a list has shown it.</param>
    /// <param name="ownerId">Whose it must be at each look.</param>
    /// <param name="findReasonToKeep">Why it, as it is now, must not be ended; null when it may.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="PodHostUnavailableException">The service cannot be asked, or refuses the credential.</exception>
    public async Task<SweepOutcome> DeleteAsync(OwnedGroup group, string ownerId, Func<OwnedGroup, string?> findReasonToKeep, CancellationToken cancellationToken)
    {
        var deadline = _time.GetUtcNow() + GroupTimeout;
        var wait = _confirmWait;
        var reason = "";
        for (var missed = 0; ;)
        {
            if (await _groups.FindAsync(group.Name, reserve: null, cancellationToken).ConfigureAwait(false) is not { } seen)
            {
                if (++missed == 2)
                    return new SweepOutcome.Gone();
                wait = _confirmWait;
            }
            else if (FindReason(group.Name, seen.Tags, ownerId, findReasonToKeep) is { } kept)
            {
                return new SweepOutcome.Kept(kept);
            }
            else
            {
                missed = 0;
                (wait, reason) = await SendAsync(group.Name, cancellationToken).ConfigureAwait(false);
            }

            if (_time.GetUtcNow() + wait > deadline)
                return new SweepOutcome.Left($"it is still there after {GroupTimeout.TotalMinutes:0} minutes ({reason})");
            await Wait.ForAsync(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? FindReason(string name, Dictionary<string, string?>? tags, string ownerId, Func<OwnedGroup, string?> findReasonToKeep) =>
        GroupTags.ClaimsOwner(tags, ownerId) ? findReasonToKeep(Read(name, tags)) : "its tags name another owner now";

    private async Task<(TimeSpan Wait, string Reason)> SendAsync(string name, CancellationToken cancellationToken)
    {
        var reply = await _groups.DeleteAsync(name, reserve: null, cancellationToken).ConfigureAwait(false);
        if (reply is { Failure: null, Status: 401 or 403 })
            throw ArmFailure.Unavailable($"delete container group {name}", _endpoint, reply);
        return DeleteReply.IsTaken(reply) ? (reply.RetryAfter ?? _confirmWait, "the delete was accepted") : (DeleteReply.WaitAfter(reply), ArmFailure.Shorten(reply.Describe()));
    }

    private static OwnedGroup Read(string name, Dictionary<string, string?>? tags)
    {
        var pod = GroupTags.FindPod(tags) is { } uid && GroupName.Of(uid).Equals(name, StringComparison.OrdinalIgnoreCase) ? uid : (PodUid?)null;
        return new OwnedGroup(
            name, pod, GroupTags.FindNode(tags) ?? "", GroupTags.FindNamespace(tags) ?? "", GroupTags.FindName(tags) ?? "", GroupTags.FindExpiry(tags));
    }
}
