using Burst.Core.Canaries;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Mapping;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    /// <inheritdoc/>
    public async Task<PodObservation?> FindAsync(PodUid pod, CancellationToken cancellationToken)
    {
        var name = GroupName.Of(pod);
        if (await IsMissingFromListAsync(name, cancellationToken).ConfigureAwait(false))
            return null;
        var group = await _groups.FindAsync(name, reserve: null, cancellationToken).ConfigureAwait(false);
        return group is null || GroupTags.Classify(name, group.Tags, _options) == GroupOwnership.Others
            ? null
            : ObservationMapping.ToObservation(pod, group, _timeProvider.GetUtcNow());
    }

    /// <summary>Only while their canaries sing: the second look goes through the hole of the first.</summary>
    private async Task<bool> IsMissingFromListAsync(string name, CancellationToken cancellationToken) =>
        (CanarySwitch.Sings(Canary.ListErrorIsEmpty) || CanarySwitch.Sings(Canary.FirstPageIsAll))
        && (await _groups.ListAsync(cancellationToken).ConfigureAwait(false)).All(item => item.Name != name);
}
