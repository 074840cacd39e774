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

    /// <summary>Pods seen to have ended for good. ACI allows few reads, and these would tell nothing new.</summary>
    private readonly BoundedMap<PodUid, PodObservation> _finished = new(RememberedPodsMax);

    private readonly BoundedMap<string, bool> _reported = new(100);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken)
    {
        var items = await _groups.ListAsync(cancellationToken).ConfigureAwait(false);
        var pods = items.Where(IsOurs).Select(item => GroupTags.FindPod(item.Tags)!.Value).Distinct().Order();
        var observations = new List<PodObservation>();
        foreach (var batch in pods.Chunk(ReadsAtOnceMax))
        {
            var seen = await Task.WhenAll(batch.Select(pod => ObserveAsync(pod, cancellationToken))).ConfigureAwait(false);
            observations.AddRange(seen.OfType<PodObservation>());
        }

        return observations;
    }

    /// <summary>A list leaves out how a group is, so each is read. Null when it has vanished since.</summary>
    private async Task<PodObservation?> ObserveAsync(PodUid pod, CancellationToken cancellationToken)
    {
        if (_finished.TryGet(pod, out var finished))
            return finished with { ObservedAt = _timeProvider.GetUtcNow() };
        var name = GroupName.Of(pod);
        var group = await _groups.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (group is null || GroupTags.Classify(name, group.Tags, _options) != GroupOwnership.Ours)
            return null;
        var observation = ObservationMapping.ToObservation(pod, group, _timeProvider.GetUtcNow());
        if (IsFinal(observation))
            _finished.Set(pod, observation);
        ReportOddities(name, group);
        return observation;
    }

    /// <summary>A stopped group can be started again from outside, and one without its times may still get them.</summary>
    private static bool IsFinal(PodObservation observation) =>
        observation is { Phase: PodPhase.Succeeded or PodPhase.Failed, UsageEndedAt: not null, Reason: null };

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
