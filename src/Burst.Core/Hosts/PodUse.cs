using System.Collections.Immutable;
using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>What a pod uses.</summary>
/// <param name="Pod">Whose.</param>
/// <param name="At">When it was measured.</param>
/// <param name="Window">The time that processor use is an average over.</param>
/// <param name="Containers">Those that run, by name.</param>
public sealed record PodUse(PodUid Pod, DateTimeOffset At, TimeSpan Window, ImmutableArray<ContainerUse> Containers);
