using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Testing.Builders;
using FsCheck;
using FsCheck.Fluent;

namespace Burst.Core.Tests.State;

public class VmClassesTests
{
    private static readonly string[] Zone = ["zone"];

    [Fact]
    public void WhatIsKept_IsWhatTheNodesSay_AfterAnySequenceOfEvents() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var state = new ClusterState();
            for (var i = 0; i < 60; i++)
            {
                state.Apply(RandomChange(state, random));
                if (random.Next(3) == 0 && Describe(state.VmCapacity.ByLabels(Zone)) != Describe(state))
                    return false;
            }

            return Describe(state.VmCapacity.ByLabels(Zone)) == Describe(state);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Copy_ChangesOnItsOwn_AlsoInTheMemoryOfAnother()
    {
        var state = new ClusterState();
        foreach (var name in new[] { "vm-1", "vm-2" })
            state.Apply(new Change.Put(A.VmNode(name, labels: "zone=a")));
        var kept = state.VmCapacity.ByLabels(Zone);
        var before = Describe(kept);

        var first = kept.Copy(null);
        Fill(first);
        var second = kept.Copy(first);

        Assert.Equal(before, Describe(second));
        Fill(second);
        Assert.NotEqual(before, Describe(second));
        Assert.Equal(before, Describe(kept));

        void Fill(VmClasses classes) => classes.Replace(state.VmCapacity.Find(NodeName.Parse("vm-1"))!, state.VmCapacity.Find(NodeName.Parse("vm-1"))!.With(A.Pod(cpuMillis: 100)));
    }

    private static Change RandomChange(ClusterState state, Random random)
    {
        var nodes = state.Nodes.ToList();
        return random.Next(6) switch
        {
            0 => new Change.Put(A.VmNode($"vm-{random.Next(6)}", cpuMillis: 4000, ready: random.Next(2) == 0, labels: random.Next(4) == 0 ? "" : $"zone={(char)('a' + random.Next(3))}")),
            1 when nodes.Count > 0 => new Change.Remove(nodes[random.Next(nodes.Count)].Key),
            _ => new Change.Put(RandomPod(random)),
        };
    }

    private static Pod RandomPod(Random random) => A.Pod($"pod-{random.Next(12)}", cpuMillis: random.Next(1, 5) * 100) with
    {
        HostState = random.Next(3) == 0 ? HostState.Gone : HostState.Created,
        Placement = new Placement(NodeName.Parse($"vm-{random.Next(6)}"), Tier.VmReserved, "", A.Start, Money.Zero),
    };

    private static string Describe(VmClasses classes) => Join(classes.All.Select(some => (some.Any.FindLabel("zone"), List(some.ByFree), List(some.ByPods))));

    private static string Describe(ClusterState state) => Join(state.Nodes.GroupBy(node => node.FindLabel("zone")).Select(group =>
    {
        List<VmCapacity> nodes = [.. group.Select(node => state.VmCapacity.Find(node.Name)!)];
        return (group.Key,
            nodes.OrderBy(node => node.Free.CpuMillis).ThenBy(node => node.Name).ToList(),
            nodes.OrderBy(node => node.Pods).ThenByDescending(node => node.Free.CpuMillis).ThenBy(node => node.Name).ToList());
    }));

    private static string Join(IEnumerable<(string? Zone, List<VmCapacity> ByFree, List<VmCapacity> ByPods)> classes) => string.Join('\n', classes
        .OrderBy(some => some.Zone, StringComparer.Ordinal).Select(some => $"{some.Zone}: {Show(some.ByFree)} | {Show(some.ByPods)}"));

    private static string Show(IEnumerable<VmCapacity> nodes) => string.Join(' ', nodes.Select(node => $"{node.Name}:{node.Free}:{node.Pods}"));

    private static List<VmCapacity> List(VmOrder order) => [.. Enumerable.Range(0, order.Count).Select(index => order[index])];
}
