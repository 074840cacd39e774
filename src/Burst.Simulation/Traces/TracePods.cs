using Burst.Core.Units;

namespace Burst.Simulation.Traces;

/// <summary>This many pods of this size.</summary>
public readonly record struct TracePods(int Count, Resources Size);
