using Burst.Core.Ids;
using Burst.Testing.Time;

namespace Burst.Core.Tests.Ids;

public sealed class RandomIdSourceTests
{
    [Fact]
    public void NextId_IsOrderedByTime_AndDiffersWithinAnInstant()
    {
        var clock = new ManualTimeProvider();
        var source = new RandomIdSource(clock);
        var early = Enumerable.Range(0, 100).Select(_ => PodUid.From(source.NextId())).ToList();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var late = Enumerable.Range(0, 100).Select(_ => PodUid.From(source.NextId())).ToList();

        Assert.Equal(200, early.Concat(late).Distinct().Count());
        Assert.True(early.Max().CompareTo(late.Min()) < 0);
        Assert.All(early, uid => Assert.Equal('7', uid.Value[14]));
    }
}
