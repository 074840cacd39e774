using System.Collections.Immutable;
using Burst.Core.Units;

namespace Burst.Core.Pods;

/// <summary>
/// The size of the container group a pod becomes: every container rounded up to ACI's steps, and the first one raised until
/// the group reaches ACI's minimum and what its largest init container asks for: ACI gives an init container the group's resources and
/// none of its own. The planner, the ledger and the ACI host all use this one rule.
/// </summary>
public sealed record ContainerGroupSizing(ImmutableArray<GroupSize> Containers, GroupSize Total)
{
    public static ContainerGroupSizing Of(PodSpec spec)
    {
        var sizes = spec.Containers.Select(container => GroupSize.RoundUp(container.Requests)).ToArray();
        var total = sizes.Aggregate((left, right) => left + right);
        var needed = spec.InitContainers.Aggregate(GroupSize.Minimum, (most, init) => most.AtLeast(GroupSize.RoundUp(init.Requests)));
        var missing = total.AtLeast(needed) - total;
        sizes[0] += missing;
        return new ContainerGroupSizing([.. sizes], total + missing);
    }
}
