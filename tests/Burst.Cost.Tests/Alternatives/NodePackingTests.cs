using Burst.Core.Units;
using Burst.Cost.Alternatives;

namespace Burst.Cost.Tests.Alternatives;

public sealed class NodePackingTests
{
    private static readonly Resources Node = new(2000, 8192);

    [Fact]
    public void Count_IsThatOfFirstFitDecreasing() => Properties.ForSeeds(200, seed =>
    {
        var random = new Random(seed);
        var pods = Enumerable.Range(0, random.Next(80)).Select(_ => new Resources(random.Next(2001), random.Next(8193))).ToArray();
        var count = NodePacking.Count(pods, Node);

        Assert.Equal(FirstFit(pods), count);
        random.Shuffle(pods);
        Assert.Equal(count, NodePacking.Count(pods, Node));
    });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(43, 22)]
    public void Count_OfPodsThatFitInPairs_IsHalf(int pods, int nodes) =>
        Assert.Equal(nodes, NodePacking.Count([.. Enumerable.Repeat(new Resources(1000, 1024), pods)], Node));

    [Fact]
    public void Count_OfAHundredThousandUnequalPods_IsBetweenItsBounds()
    {
        var random = new Random(7);
        var pods = Enumerable.Range(0, 100_000).Select(_ => new Resources(random.Next(1, 2001), random.Next(1, 8193))).ToArray();

        var least = pods.Sum(pod => pod.CpuMillis) / Node.CpuMillis;

        Assert.InRange(NodePacking.Count(pods, Node), least, 2 * least);
    }

    [Fact]
    public void Count_OfAPodThatFitsNowhere_IsRefused() =>
        Assert.Throws<ArgumentException>(() => NodePacking.Count([new Resources(2001, 1)], Node));

    private static int FirstFit(Resources[] pods)
    {
        var free = new List<Resources>();
        foreach (var pod in pods
            .OrderByDescending(pod => decimal.Max((decimal)pod.CpuMillis / Node.CpuMillis, (decimal)pod.MemoryMib / Node.MemoryMib))
            .ThenByDescending(pod => pod.CpuMillis)
            .ThenByDescending(pod => pod.MemoryMib))
        {
            var node = free.FindIndex(pod.FitsIn);
            if (node < 0)
                free.Add(Node - pod);
            else
                free[node] -= pod;
        }

        return free.Count;
    }
}
