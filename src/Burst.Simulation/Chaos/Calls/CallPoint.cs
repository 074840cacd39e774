namespace Burst.Simulation.Chaos.Calls;

/// <summary>What a call to the world is: which port it goes through, and which of the port's methods it is.</summary>
internal readonly record struct CallPoint(string Port, string Method);
