using Burst.Core.Ids;

namespace Burst.Testing.Ids;

/// <summary>The same seed gives the same identities in the same order.</summary>
public sealed class SeededIdSource(int seed = 1) : IIdSource
{
    private readonly Random random = new(seed);

    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (random)
            random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
