namespace Burst.Core.Ids;

public sealed class RandomIdSource : IIdSource
{
#pragma warning disable RS0030 // This is the one place identities come from.
    public Guid NextId() => Guid.NewGuid();
#pragma warning restore RS0030
}
