using Burst.Hosts.Aci.Groups;

namespace Burst.Hosts.Aci.Tests.Groups;

public sealed class BoundedMapTests
{
    [Fact]
    public void Map_BeyondItsCapacity_ForgetsTheOldest()
    {
        var map = new BoundedMap<int, string>(2);
        map.Set(1, "a");
        map.Set(2, "b");
        map.Set(1, "a2");
        map.Set(3, "c");
        Assert.False(map.TryGet(2, out _));
        Assert.True(map.TryGet(1, out var value));
        Assert.Equal("a2", value);
        map.Remove(1);
        map.Remove(1);
        map.Set(4, "d");
        Assert.True(map.TryGet(3, out _) && map.TryGet(4, out _) && !map.TryGet(1, out _));
    }
}
