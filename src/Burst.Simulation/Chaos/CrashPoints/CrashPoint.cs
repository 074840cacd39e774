namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>One call of the scenario at which the control plane can be killed.</summary>
/// <param name="Number">1 for the first call of the scenario.</param>
/// <param name="Port">The port it goes through, or the client whose message it is.</param>
public sealed record CrashPoint(int Number, string Port, string Method)
{
    public override string ToString() => $"call {Number} ({Port}.{Method})";
}
