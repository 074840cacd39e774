using Burst.Core.Ids;

namespace Burst.Hosts.Aci.Tests.Doubles;

internal sealed class CountingIds : IIdSource
{
    private int _last;

    public Guid NextId() => new(Interlocked.Increment(ref _last), 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
