using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Groups;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    private const int ReadsAtOnceMax = 8;

    private readonly ReadPlan _reads = new();

    private readonly BoundedMap<string, bool> _reported = new(100);

    /// <inheritdoc/>
    /// <remarks>Every group that exists is in the answer; those not read this time are as last seen, and not seen yet as Unknown.</remarks>
    public async Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken)
    {
        var items = (await _groups.ListAsync(cancellationToken).ConfigureAwait(false)).Where(IsOurs).ToList();
        PodUid[] pods = [.. items.Select(item => GroupTags.FindPod(item.Tags)!.Value).Distinct().Order()];
        IReadOnlySet<PodUid> due = new HashSet<PodUid>();
        _budget.TakeStatusReads(most => (due = _reads.Choose(pods, most, _timeProvider.GetUtcNow())).Count);
        var vanished = new HashSet<PodUid>();
        foreach (var batch in pods.Where(due.Contains).Chunk(ReadsAtOnceMax))
        {
            var seen = await Task.WhenAll(batch.Select(pod => ObserveAsync(pod, cancellationToken))).ConfigureAwait(false);
            vanished.UnionWith(batch.Where((_, at) => !seen[at]));
        }

        await RenewAsync([.. items.Where(item => !vanished.Contains(GroupTags.FindPod(item.Tags)!.Value))], cancellationToken).ConfigureAwait(false);
        var now = _timeProvider.GetUtcNow();
        return [.. pods.Where(pod => !vanished.Contains(pod)).Select(pod => _reads.Tell(pod, now) ?? Unread(pod, now))];
    }

    /// <summary>A list leaves out how a group is, so it is read. False when it has vanished since.</summary>
    private async Task<bool> ObserveAsync(PodUid pod, CancellationToken cancellationToken)
    {
        var (name, read) = (GroupName.Of(pod), _reads.Begin(pod));
        var group = await _groups.FindAsync(name, reserve: null, cancellationToken).ConfigureAwait(false);
        if (group is null || GroupTags.Classify(name, group.Tags, _options) != GroupOwnership.Ours)
        {
            _reads.Forget(pod);
            return false;
        }

        var seen = ObservationMapping.ToObservation(pod, group, _timeProvider.GetUtcNow());
        _reads.Saw(await AskOperationAsync(seen, cancellationToken).ConfigureAwait(false), read);
        ReportOddities(name, group);
        return true;
    }

    private static PodObservation Unread(PodUid pod, DateTimeOffset now) => new() { Uid = pod, ObservedAt = now, Phase = PodPhase.Unknown };

    private bool IsOurs(GroupItemDto item)
    {
        if (item.Name is not { } name)
            return false;
        var ownership = GroupTags.Classify(name, item.Tags, _options);
        if (ownership == GroupOwnership.Unclear && GroupTags.ClaimsOwner(item.Tags, _options.OwnerId) && IsNews(name))
            LogUnclearGroup(_logger, name);
        return ownership == GroupOwnership.Ours;
    }

    private void ReportOddities(string name, ContainerGroupDto group)
    {
        if (group.Properties?.InstanceView?.State is { Length: > 0 } word && !GroupState.Parse(word).IsKnown && IsNews($"{name} {word}"))
            LogUnknownState(_logger, name, word);
    }

    /// <summary>Lists come every few seconds; what is odd is said once.</summary>
    private bool IsNews(string subject)
    {
        if (_reported.TryGet(subject, out _))
            return false;
        _reported.Set(subject, true);
        return true;
    }
}
