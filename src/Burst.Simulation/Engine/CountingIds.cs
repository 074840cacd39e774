using Burst.Core.Ids;

namespace Burst.Simulation.Engine;

/// <summary>Identities that count up, so that pods of one instant keep the order of the trace.</summary>
internal sealed class CountingIds : IIdSource
{
    private long last;

    public Guid NextId() => Guid.ParseExact(NextText(), "D");

    public string NextText() => $"00000000-0000-0000-0000-{++last:x12}";
}
