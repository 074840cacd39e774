using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Preemption;

/// <summary>What a trial of a node has found for one pod is taken for the next that asks for as much. That must make no difference.</summary>
public class SharedTrialTests
{
    [Fact]
    public void PodsOfTwoTemplates_HaveThoseEndedWhoWouldBeEndedForPodsOfTheirOwn()
    {
        var preempted = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var (alike, apart) = (Run(seed, hash: "t"), Run(seed, hash: ""));
            Assert.Equal(apart, alike);
            preempted += alike.Count(line => line.Contains("ends", StringComparison.Ordinal));
        }

        Assert.InRange(preempted, 300, int.MaxValue); // The worlds are not empty ones.
    }

    private static List<string> Run(int seed, string hash)
    {
        var random = new Random(seed);
        List<ClusterObject> objects = [.. Enumerable.Range(0, random.Next(2, 6)).Select(i => A.VmNode($"vm-{i}", cpuMillis: random.Next(10, 40) * 100, podsMax: random.Next(3, 20), labels: $"disk={random.Next(2)}"))];
        objects.AddRange(Enumerable.Range(0, random.Next(8, 30)).Select(i => Waiting($"low-{i}", random.Next(3), random.Next(1, 8) * 100, "")));
        if (random.Next(3) == 0)
            objects.Add(A.Pod("of-another-namespace", ns: "other", cpuMillis: 300));
        var bench = new PlannerBench([.. objects]).Settle().HostsObey();
        string?[] disks = [null, random.Next(2) == 0 ? null : "1"];
        var (cpuMillis, priority) = (random.Next(2, 10) * 100, random.Next(1, 4));
        bench.Put([.. Enumerable.Range(0, random.Next(2, 8)).Select(i => Selecting(Waiting($"high-{i}", priority, cpuMillis, hash.Length == 0 ? "" : $"{hash}{i % 2}"), disks[i % 2]))]);
        return
        [
            .. bench.State.Pods.Select(pod => pod.NominatedNode is { } node ? $"{pod.Metadata.Name} waits for {node}"
                : pod.HostState == HostState.DeleteIntended ? $"{pod.Metadata.Name} ends" : $"{pod.Metadata.Name} {pod.Placement?.Node}").Order(StringComparer.Ordinal),
        ];
    }

    private static Pod Selecting(Pod pod, string? disk) => disk is null ? pod : pod with { Spec = pod.Spec with { NodeSelector = A.Map($"disk={disk}") } };

    private static Pod Waiting(string name, int priority, long cpuMillis, string hash) =>
        A.Pod(name, cpuMillis: cpuMillis) with { Priority = priority, TemplateHash = hash };
}
