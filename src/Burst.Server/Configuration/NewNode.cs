using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Units;

namespace Burst.Server.Configuration;

/// <summary>A node as it joins: nothing has been heard of it.</summary>
internal static class NewNode
{
    public static Node Of(NodeKind kind, string name, string region, ImmutableArray<Tier> tiers, Resources capacity, int podsMax) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = name,
            Generation = 1,
        },
        NodeKind = kind,
        Region = region,
        Tiers = tiers,
        Capacity = capacity,
        PodsMax = podsMax,
        Readiness = new NodeReadiness(null, "NeverSeen", "The node has not answered yet.", DateTimeOffset.UnixEpoch),
    };
}
