using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Core.Tests.Units;

public sealed class ContainerGroupSizingTests
{
    [Fact]
    public void OneSmallContainer_IsRaisedToTheMinimum()
    {
        var sizing = ContainerGroupSizing.Of(Spec(new Resources(250, 64)));

        Assert.Equal(GroupSize.Minimum, sizing.Total);
        Assert.Equal(GroupSize.Minimum, Assert.Single(sizing.Containers));
    }

    [Fact]
    public void SeveralContainers_AreRoundedEach_AndTheFirstTakesWhatIsMissing()
    {
        var sizing = ContainerGroupSizing.Of(Spec(new Resources(101, 100), new Resources(205, 2000)));

        Assert.Equal([new GroupSize(790, 1), new GroupSize(210, 20)], sizing.Containers.AsEnumerable());
        Assert.Equal(new GroupSize(1000, 21), sizing.Total);
    }

    [Fact]
    public void Total_IsTheSumOfTheContainers_AndHoldsEveryRequest() => Properties.ForSeeds(300, random =>
    {
        var requests = Enumerable.Range(0, random.Next(1, 8)).Select(_ => new Resources(random.Next(3000), random.Next(9000))).ToArray();
        var sizing = ContainerGroupSizing.Of(Spec(requests));

        Assert.Equal(sizing.Containers.Aggregate((left, right) => left + right), sizing.Total);
        Assert.True(GroupSize.Minimum.FitsIn(sizing.Total));
        Assert.All(sizing.Containers.Zip(requests), pair => Assert.True(GroupSize.RoundUp(pair.Second).FitsIn(pair.First)));
        Assert.All(sizing.Containers.Zip(requests).Skip(1), pair => Assert.Equal(GroupSize.RoundUp(pair.Second), pair.First));
    });

    private static PodSpec Spec(params Resources[] requests) => new()
    {
        Containers = [.. requests.Select((request, index) => new ContainerSpec { Name = $"c{index}", Image = "burst/sleep", Requests = request })],
    };
}
