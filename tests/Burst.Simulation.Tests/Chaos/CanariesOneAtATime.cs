namespace Burst.Simulation.Tests.Chaos;

/// <summary>The canary that sings does so in the whole process, so nothing else runs beside these tests.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CanariesOneAtATime
{
    public const string Name = "Canaries, one at a time";
}
