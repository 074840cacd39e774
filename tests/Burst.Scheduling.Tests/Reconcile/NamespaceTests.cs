using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Reconcile;

public class NamespaceTests
{
    [Fact]
    public void Deletion_EmptiesTheNamespaceThenRemovesIt_AndTouchesNoOther()
    {
        var bench = new PlannerBench(
            A.Namespace("gone"), A.Namespace("kept"), A.VmNode("vm-1", 16_000, 64_000), A.Deployment(ns: "gone"), A.Job(ns: "gone", completions: 3),
            A.Pod("one", "gone"), A.Policy(ns: "gone"), A.ConfigMap("settings", "a=1", "gone"), A.Secret("key", "a=1", "gone"),
            A.Deployment(ns: "kept"), A.ConfigMap("settings", "a=1", "kept")).Settle().HostsObey();

        bench.RequestDeletion(bench.State.Namespaces.Single(item => item.Metadata.Name == "gone"));
        for (var i = 0; i < 5; i++)
            bench.HostsObey().Advance(1);

        Assert.Equal("kept", Assert.Single(bench.State.Namespaces).Metadata.Name);
        Assert.All(bench.State.Pods, pod => Assert.Equal("kept", pod.Metadata.Namespace));
        Assert.Equal(3, bench.Active.Count);
        Assert.Empty(bench.State.Jobs);
        Assert.Single(bench.State.ConfigMaps);
        Assert.Empty(bench.State.Secrets);
        Assert.Empty(bench.State.Policies);
    }

    [Fact]
    public void Deletion_WhileAWorkloadStillGrows_CreatesNothingMore()
    {
        var bench = new PlannerBench(A.Namespace(), A.VmNode("vm-1", 16_000, 64_000), A.Deployment(), A.Job(completions: 3));
        var item = Assert.Single(bench.State.Namespaces);
        bench.State.Apply(new Core.Storage.Change.Put(item with { Metadata = item.Metadata with { DeletionRequestedAt = bench.Now } }));

        var plan = bench.Step();

        Assert.Empty(bench.State.Pods);
        Assert.NotEmpty(plan.Changes);
    }
}
