using Burst.Core.Units;

namespace Burst.Simulation.Alternatives;

/// <summary>What the same jobs would cost done otherwise.</summary>
/// <param name="Cost">Null when it has no price; <paramref name="How"/> then says why.</param>
/// <param name="JobsLeftOut">Jobs that cannot run that way; their cost is not in it.</param>
/// <param name="How">In words.</param>
public sealed record Alternative(Money? Cost, int JobsLeftOut, string How);
