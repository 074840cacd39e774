using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>Numbers the calls in the order in which they take effect, and kills their sender at one of them.</summary>
/// <param name="target">The number of that call; 0 for none.</param>
/// <param name="kill">Ends the process, and has another started later.</param>
internal sealed class CallNumbering(int target, CrashSide side, Action kill) : ICallWitness
{
    private readonly List<CallPoint> calls = [];

    public IReadOnlyList<CallPoint> Calls => calls;

    public bool HasKilled { get; private set; }

    public bool LetsThrough(SimulatedProcess sender, CallPoint point)
    {
        // What a killed process had sent before arrives all the same.
        if (HasKilled || !sender.IsAlive)
            return true;
        calls.Add(point);
        if (side == CrashSide.Before)
            KillAtTarget();
        return sender.IsAlive;
    }

    public void TookEffect(SimulatedProcess sender)
    {
        if (!HasKilled && sender.IsAlive && side == CrashSide.After)
            KillAtTarget();
    }

    private void KillAtTarget()
    {
        if (calls.Count != target)
            return;
        HasKilled = true;
        kill();
    }
}
