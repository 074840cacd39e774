using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Core.Hosts;

/// <summary>What a host that bills by the pod has made and bills, whatever the intent was.</summary>
/// <param name="Tier">The tier it runs at.</param>
/// <param name="Size">What it is billed for.</param>
/// <param name="Namespace">The pod's, as the host was told.</param>
/// <param name="Name">The pod's, as the host was told.</param>
public sealed record PodFootprint(Tier Tier, GroupSize Size, string Namespace, string Name);
