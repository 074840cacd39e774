using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Calls;

/// <summary>Stands by at every call of a process, just before and just after it takes effect.</summary>
internal interface ICallWitness
{
    /// <returns>False when the call must not take effect: its sender is gone, and the request with it.</returns>
    bool LetsThrough(SimulatedProcess sender, CallPoint point);

    /// <summary>The effect is there; the answer has not left yet.</summary>
    void TookEffect(SimulatedProcess sender);
}
