using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

/// <summary>Ports of nodes lead to one pod each.</summary>
public class HostPortTests
{
    [Theory]
    [InlineData("80/TCP", "80/TCP", false)]
    [InlineData("80/TCP", "81/TCP", true)]
    [InlineData("80/TCP", "80/UDP", true)]
    [InlineData("80/TCP", "80/TCP 10.0.0.5", false)]
    [InlineData("80/TCP 10.0.0.5", "80/TCP", false)]
    [InlineData("80/TCP 10.0.0.5", "80/TCP 0.0.0.0", false)]
    [InlineData("80/TCP 10.0.0.5", "80/TCP 10.0.0.5", false)]
    [InlineData("80/TCP 10.0.0.5", "80/TCP 10.0.0.6", true)]
    [InlineData("80/TCP", "", true)]
    public void TwoPods_ShareANode_WhereTheirPortsDoNotConflict(string first, string second, bool fits)
    {
        var bench = new PlannerBench(A.VmNode("vm-1", 8000), Asking("one", first)).Settle();
        bench.State.Apply(new Change.Put(Asking("two", second)));
        bench.Settle();

        Assert.Equal("vm-1", bench.NodeOf("one"));
        Assert.Equal(fits ? "vm-1" : null, bench.NodeOf("two"));
    }

    [Fact]
    public void PodsOfOneStep_DoNotGetTheSamePort_AndTheReasonIsTold()
    {
        var bench = new PlannerBench(A.VmNode("vm-1", 8000), A.VmNode("vm-2", 8000), Asking("one", "80/TCP"), Asking("two", "80/TCP"), Asking("three", "80/TCP")).Settle();

        Assert.Equal(2, bench.Active.Where(pod => pod.Placement is not null).Select(pod => pod.Placement!.Node).Distinct().Count());
        Assert.Contains("0/2 nodes fit: 2 no free host port", Assert.Single(bench.Waiting).Message, StringComparison.Ordinal);
        Assert.Contains(bench.Decisions.SelectMany(decision => decision.Considered), verdict => verdict.Reason.Contains("wants 80/TCP, which leads to another pod there", StringComparison.Ordinal));
    }

    [Fact]
    public void Port_IsFreeOnceItsPodIsGone_AndNotBefore()
    {
        var bench = new PlannerBench(A.VmNode("vm-1", 8000), Asking("one", "80/TCP")).Settle();
        bench.State.Apply(new Change.Put(Asking("two", "80/TCP")));
        bench.Settle();
        var one = bench.Active.Single(pod => pod.Metadata.Name == "one");

        bench.State.Apply(new Change.Put(one with { HostState = HostState.DeleteIntended }));
        bench.Settle();
        Assert.Null(bench.NodeOf("two"));
        bench.State.Apply(new Change.Put(one with { HostState = HostState.Gone, Phase = PodPhase.Succeeded }));
        bench.Settle();

        Assert.Equal("vm-1", bench.NodeOf("two"));
    }

    [Fact]
    public void SidecarsHaveHostPorts_AndInitContainersThatEndHaveNone()
    {
        var spec = Asking("one", "80/TCP").Spec;
        var container = spec.Containers[0];

        Assert.Single((spec with { InitContainers = [container with { Name = "proxy", IsSidecar = true }], Containers = [container with { Ports = [] }] }).HostPorts);
        Assert.Empty((spec with { InitContainers = [container with { Name = "init" }], Containers = [container with { Ports = [] }] }).HostPorts);
    }

    /// <param name="port">PORT/PROTOCOL, then perhaps an address; empty for none.</param>
    private static Pod Asking(string name, string port)
    {
        var pod = A.Pod(name);
        if (port.Length == 0)
            return pod;
        var words = port.Split('/', ' ');
        var asked = new ContainerPort(8080, words[1], null)
        {
            HostPort = int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture),
            HostIp = words.ElementAtOrDefault(2),
        };
        return pod with { Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { Ports = [asked] }] } };
    }
}
