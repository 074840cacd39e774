using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Scheduling.Preemption;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Preemption;

public class ComparedNodesTests
{
    [Fact]
    public void FindBest_AfterNodesHaveChanged_IsThatOfComparingAllAnew()
    {
        var (tried, compared) = (0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var nodes = Nodes(random.Next(1, 40));
            var (most, dud) = (random.Next(1, 12), random.Next(10));
            var costs = Enumerable.Range(0, nodes.Count).ToDictionary(i => nodes[i], i => Cost(nodes[i], random, dud));
            var kept = new ComparedNodes();
            for (var (round, version) = (0, 0L); round < 40; round++)
            {
                if (random.Next(10) == 0)
                    version++;
                foreach (var entry in Enumerable.Range(0, random.Next(4)).Select(_ => nodes[random.Next(nodes.Count)]))
                {
                    costs[entry] = Cost(entry, random, dud);
                    kept.Forget(entry);
                }

                Assert.Equal(Enumerable.Range(1, nodes.Count).Select(i => costs[nodes[nodes.Count - i]]).OfType<Candidate>().Take(most).Min(), kept.FindBest(nodes, version, most, Try));
                compared++;
            }

            Candidate? Try(VmCapacity entry)
            {
                tried++;
                return costs[entry];
            }
        }

        Assert.InRange(tried, 1, compared * 5); // Of some 20 each.
    }

    private static VmOrder Nodes(int count)
    {
        var state = new ClusterState();
        for (var i = 0; i < count; i++)
            state.Apply(new Change.Put(A.VmNode($"vm-{i:00}")));
        return state.VmCapacity.ByFree;
    }

    /// <summary>Of ten nodes so many would not do.</summary>
    private static Candidate? Cost(VmCapacity entry, Random random, int dud) =>
        random.Next(10) < dud ? null : new Candidate(entry.Name, [A.Pod("victim") with { Priority = random.Next(5) }], random.Next(3), default);
}
