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
        var group = await _groups.FindAsync(name, cancellationToken).ConfigureAwait(false);
        return group is null || GroupTags.Classify(name, group.Tags, _options) == GroupOwnership.Others
            ? null
            : ObservationMapping.ToObservation(pod, group, _timeProvider.GetUtcNow());
    }
}
