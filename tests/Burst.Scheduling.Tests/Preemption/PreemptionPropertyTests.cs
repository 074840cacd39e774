using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;
using Burst.Scheduling.Tests.Properties;

namespace Burst.Scheduling.Tests.Preemption;

/// <summary>What holds of every plan, whatever happens to a cluster under pressure.</summary>
public class PreemptionPropertyTests
{
    private const int Clusters = 150;
    private const int Rounds = 12;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnyPlan_EndsPodsOfLowerPriorityAlone_ForOnesThatGetTheirRoom_AndNeverPassesCapacity(bool hasTopology)
    {
        var victims = 0;
        var served = 0;
        for (var seed = 1; seed <= Clusters; seed++)
        {
            var pressure = new ClusterPressure(new Random(seed), hasTopology);
            var bench = new PlannerBench([.. pressure.Objects()]) { Options = pressure.Limits() };
            for (var round = 0; round < Rounds; round++)
            {
                pressure.Disturb(bench);
                bench.Pass(pressure.Seconds());
                bench.ApplyObeyed(new Random(seed * Rounds + round));
                for (var steps = 0; steps < 5; steps++)
                {
                    var before = bench.State.NominatedPods.ToDictionary(pod => pod.Uid, pod => pod.NominatedNode!.Value);
                    victims += Check(bench, bench.Step());
                    served += before.Count(pair => bench.State.FindPod(pair.Key)?.Placement?.Node == pair.Value);
                    CheckCapacity(bench);
                }
            }
        }

        Assert.True(victims > Clusters / 3 && served > Clusters / 6, $"{victims} were ended, {served} got the room kept for them");
    }

    private static int Check(PlannerBench bench, Plan plan)
    {
        var told = plan.Events.Where(told => told.Reason == "Preempted").ToList();
        foreach (var pod in plan.Changes.OfType<Change.Put>().Select(put => put.Object).OfType<Pod>().Where(pod => pod.NominatedNode is not null))
        {
            Assert.Equal(HostState.None, pod.HostState);
            Assert.True(pod.MayPreempt, $"{pod.Key} may have nobody ended.");
        }

        foreach (var victim in told)
        {
            var ended = bench.State.FindPod(PodUid.Parse(victim.Uid));
            var name = victim.Message.Split(' ')[2].Split('/')[1];
            var preemptor = bench.State.Pods.Single(pod => pod.Metadata.Name == name && pod.Metadata.Namespace == victim.Message.Split(' ')[2].Split('/')[0]);
            if (ended is null)
                continue;
            Assert.True(ended.Priority < preemptor.Priority && ended.Metadata.DeletionRequestedAt is not null, victim.Message);

            // Another of still higher priority may have taken the room in the same step.
            Assert.Contains(bench.State.NominatedPods, pod => pod.NominatedNode == ended.Placement!.Node && pod.Priority >= preemptor.Priority);
        }

        return told.Count;
    }

    private static void CheckCapacity(PlannerBench bench)
    {
        foreach (var node in bench.State.Nodes.Where(node => node.NodeKind == NodeKind.Vm))
        {
            var load = bench.State.LoadOf(node.Name);
            Assert.True(load.Requested.FitsIn(node.Allocatable) && load.Pods.Count <= node.PodsMax, $"{node.Name} has {load.Requested}.");
        }
    }
}
