using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Simulation.Benchmarks;
using Burst.Testing.Builders;

namespace Burst.Simulation.Tests.Benchmarks;

public sealed class ScheduleBenchTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bench-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(ScheduleShape.Basic, false)]
    [InlineData(ScheduleShape.Basic, true)]
    [InlineData(ScheduleShape.Spread, false)]
    [InlineData(ScheduleShape.AntiAffinity, false)]
    [InlineData(ScheduleShape.Affinity, false)]
    [InlineData(ScheduleShape.Mixed, false)]
    public async Task EveryPodIsPlaced_AndChecked(ScheduleShape shape, bool writesReasons)
    {
        var options = new ScheduleBenchOptions { Nodes = 200, Pods = 1500, Batch = 400, Shape = shape, WritesReasons = writesReasons, WarmsUp = false };

        var result = await new ScheduleBench(options, TimeProvider.System).RunAsync(null, CancellationToken.None);

        Assert.Equal(1500, result.Placed);
        Assert.Empty(result.Violations);
        Assert.True(result.PlacementsPerSecond > 0);
    }

    [Fact]
    public async Task PodsOfHigherPriority_DisplaceAsManyAsTheyMust()
    {
        var options = new ScheduleBenchOptions { Nodes = 30, Pods = 600, Batch = 70, Shape = ScheduleShape.Preemption, WarmsUp = false };

        var result = await new ScheduleBench(options, TimeProvider.System).RunAsync(null, CancellationToken.None);

        Assert.Empty(result.Violations);
        Assert.Equal((300, 300), (result.Placed, result.Preempted));
    }

    [Fact]
    public void CheckFindsVictimsThatNeedNotHaveBeenEnded()
    {
        Pod Of(string name, int priority, string node) => On(node, A.Pod(name) with { Priority = priority });

        var found = PreemptionCheck.FindViolations(
            slots: 2,
            [Of("high", 10, "vm-1"), Of("low", 3, "vm-1"), Of("other", 5, "vm-2"), A.Pod("waits") with { Priority = 10 }],
            [Of("ended", 4, "vm-1"), Of("equal", 10, "vm-1"), Of("in-vain", 1, "vm-2")]);

        Assert.Equal(
            [
                "pod Pod/default/waits of the highest priority has no place",
                "pod Pod/default/equal was ended for one of no higher priority",
                "vm-1 has kept Pod/default/low of priority 3, and ended one of 10",
                "2 were ended on vm-1 for 1",
                "vm-2 has room for 1 more, and 1 were ended there",
                "1 were ended on vm-2 for 0",
            ],
            found);
    }

    [Fact]
    public async Task RunThatIsInterrupted_LeavesAllThatWasAcknowledged()
    {
        using var interrupt = new CancellationTokenSource();
        var options = new ScheduleBenchOptions { Nodes = 20, Pods = 3000, Batch = 300, StateFolder = folder.FullName, WarmsUp = false };
        var bench = new ScheduleBench(options, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(new InterruptAfter(900, interrupt), interrupt.Token));

        var (acknowledged, found, violations) = await ScheduleBench.RereadAsync(folder.FullName, TimeProvider.System, CancellationToken.None);
        Assert.Equal((900, 900), (acknowledged, found));
        Assert.Empty(violations);
    }

    [Fact]
    public async Task PodsThatWereAcknowledgedAndAreNotThere_AreFound()
    {
        var options = new ScheduleBenchOptions { Nodes = 5, Pods = 100, StateFolder = folder.FullName, WarmsUp = false };
        await new ScheduleBench(options, TimeProvider.System).RunAsync(null, CancellationToken.None);
        await File.AppendAllTextAsync(Path.Combine(folder.FullName, "acknowledged"), "200\n20");

        var (acknowledged, found, violations) = await ScheduleBench.RereadAsync(folder.FullName, TimeProvider.System, CancellationToken.None);

        Assert.Equal((200, 100), (acknowledged, found));
        Assert.Equal("200 pods were acknowledged, and 100 are there", Assert.Single(violations));
    }

    [Fact]
    public void CheckFindsWhatIsWrong()
    {
        var node = A.VmNode("vm-1", cpuMillis: 2000, podsMax: 3);
        var small = A.VmNode("vm-2", podsMax: 1);
        Pod[] pods =
        [
            On("vm-1", A.Pod("one", cpuMillis: 1500)), On("vm-1", A.Pod("two", cpuMillis: 600)),
            On("vm-2", A.Pod("three", cpuMillis: 1)), On("vm-2", A.Pod("four", cpuMillis: 1)),
            On("vm-9", A.Pod("five")), A.Pod("six"),
        ];

        var found = PlacementCheck.FindViolations([node, small], pods, podsWanted: 7);

        Assert.Equal(
            [
                "pod Pod/default/five is on vm-9, which does not exist",
                "6 pods are there, not 7",
                "vm-1 has 2 pods of 3 with 2100m CPU, 2048 MiB, and 2000m CPU, 8192 MiB to give",
                "vm-2 has 2 pods of 1 with 2m CPU, 2048 MiB, and 2000m CPU, 8192 MiB to give",
            ],
            found);
    }

    [Theory]
    [InlineData(ScheduleShape.Spread, "one zone has 6 pods of app-0 more than another")]
    [InlineData(ScheduleShape.AntiAffinity, "6 pods of app-0 share a node")]
    [InlineData(ScheduleShape.Affinity, "the pods of app-0 are in 2 zones")]
    [InlineData(ScheduleShape.Basic, null)]
    public void CheckFindsWhatShapesForbid(ScheduleShape shape, string? expected)
    {
        var load = new ScheduleLoad(new ScheduleBenchOptions { Nodes = 12, Pods = 7 * ScheduleLoad.Templates, Shape = shape }, A.Start);
        var pods = load.MakePods(0, 7 * ScheduleLoad.Templates, A.Start).Where(pod => pod.TemplateHash == "app-0").ToList();

        var found = PlacementCheck.FindViolations(load.Nodes, [.. pods.Take(6).Select(pod => On("vm-0", pod)), On("vm-1", pods[6])], podsWanted: 7);

        Assert.Equal(expected is null ? [] : [expected], found);
    }

    private static Pod On(string node, Pod pod) => pod with { Placement = new Placement(NodeName.Parse(node), Tier.Vm, "", A.Start, Money.Zero) };

    private sealed class InterruptAfter(int pods, CancellationTokenSource source) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value >= pods)
                source.Cancel();
        }
    }
}
