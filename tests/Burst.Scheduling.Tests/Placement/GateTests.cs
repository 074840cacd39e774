using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class GateTests
{
    [Fact]
    public void Paused_NothingIsPlaced_AndResumePlacesIt()
    {
        var bench = new PlannerBench(A.VmNode());
        bench.Set(ClusterSettings.Paused, "true").Put(A.Pod());
        Assert.Null(bench.NodeOf("one"));
        Assert.StartsWith("Burst is paused", bench.MessageOf("one"), StringComparison.Ordinal);

        bench.Set(ClusterSettings.Paused, null);
        Assert.Equal("vm-1", bench.NodeOf("one"));
    }

    [Fact]
    public void Paused_DeletionsGoOn()
    {
        var bench = new PlannerBench(A.VmNode(), A.Pod()).Settle().HostsObey();

        bench.Set(ClusterSettings.Paused, "true").RequestDeletion(bench.Active[0]);

        Assert.Equal(HostState.DeleteIntended, Assert.Single(bench.State.Pods).HostState);
    }

    [Fact]
    public void MissingConfigMap_HoldsThePodUntilItIsThere()
    {
        var spec = A.Spec(envFrom: [new EnvFrom(ObjectKind.ConfigMap, "settings", "", false)]);
        var bench = new PlannerBench(A.VmNode(), A.Pod(spec: spec)).Settle();
        Assert.Equal("ConfigMap settings not found (container main, envFrom).", bench.MessageOf("one"));

        bench.Put(A.ConfigMap("settings", "a=1"));
        Assert.Equal("vm-1", bench.NodeOf("one"));
    }

    [Fact]
    public void SecretWithoutTheKey_HoldsThePod()
    {
        var spec = A.Spec(env: [new EnvVar { Name = "TOKEN", From = new EnvSource(ObjectKind.Secret, "key", "token", false) }]);
        var bench = new PlannerBench(A.VmNode(), A.Secret("key", "other=1"), A.Pod(spec: spec)).Settle();
        Assert.Equal("Secret key with key token not found (container main, env TOKEN).", bench.MessageOf("one"));

        bench.Put(A.Secret("key", "token=1"));
        Assert.Equal("vm-1", bench.NodeOf("one"));
    }

    [Fact]
    public void ReferenceInAnotherNamespace_DoesNotCount()
    {
        var spec = A.Spec(envFrom: [new EnvFrom(ObjectKind.Secret, "key", "", false)]);
        var bench = new PlannerBench(A.VmNode(), A.Secret("key", "a=1", "other"), A.Pod(spec: spec)).Settle();

        Assert.Null(bench.NodeOf("one"));
    }

    [Fact]
    public void OptionalReference_IsNotWaitedFor()
    {
        var spec = A.Spec(envFrom: [new EnvFrom(ObjectKind.ConfigMap, "settings", "", true)]);

        Assert.Equal("vm-1", new PlannerBench(A.VmNode(), A.Pod(spec: spec)).Settle().NodeOf("one"));
    }
}
