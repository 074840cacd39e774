using Burst.Core.Units;
using Burst.Simulation.Engine;

namespace Burst.Simulation.Alternatives;

/// <summary>What the same jobs would cost done otherwise.</summary>
/// <param name="Cost">Null when it has no price; <paramref name="How"/> then says why.</param>
/// <param name="JobsLeftOut">Jobs that cannot run that way; their cost is not in it.</param>
/// <param name="How">In words.</param>
/// <param name="Vms">The VM nodes it takes; null where it takes none or they have no price.</param>
public sealed record Alternative(Money? Cost, int JobsLeftOut, string How, VmMix? Vms = null);
