namespace Burst.Core.Ids;

/// <summary>Where new identities come from: random in production, seeded in tests and the simulator.</summary>
public interface IIdSource
{
    Guid NextId();
}
