using Burst.Core.Ids;

namespace Burst.Simulation.Chaos.Controllers;

/// <summary>Identities of one simulated process, the same in every run of its seed.</summary>
internal sealed class SeededIds(SeededRandom random) : IIdSource
{
    public Guid NextId() => random.NextGuid();
}
