using Burst.Core.Policies;

namespace Burst.Simulation.Reports;

/// <summary>Jobs submitted so far under the policy that runs now.</summary>
public readonly record struct SimulationProgress(BurstMode Policy, int JobsSubmitted, int Jobs);
