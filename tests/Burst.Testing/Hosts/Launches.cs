using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Testing.Hosts;

/// <summary>Launches of pods nobody has seen before.</summary>
public static class Launches
{
    private static readonly RandomIdSource Ids = new(TimeProvider.System);

    public static PodLaunch Of(PodSpec spec, params ResolvedEnv[] environment)
    {
        var uid = PodUid.From(Ids.NextId());
        return new PodLaunch
        {
            Uid = uid,
            Namespace = "default",
            Name = "pod-" + uid.Value[^8..],
            Tier = Tier.Vm,
            Spec = spec,
            Environment = spec.Containers.IsDefaultOrEmpty
                ? ImmutableSortedDictionary<string, ImmutableArray<ResolvedEnv>>.Empty
                : spec.Containers.Select(container => container.Name).Distinct().ToImmutableSortedDictionary(name => name, _ => environment.ToImmutableArray()),
            PlacedAt = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
            FencingToken = 1,
        };
    }
}
