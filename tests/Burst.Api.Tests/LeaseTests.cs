using Burst.Api.Tests.Support;

namespace Burst.Api.Tests;

public sealed class LeaseTests
{
    private const string Leases = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";

    [Fact]
    public async Task LeaseOfANode_IsRenewedWhileItAnswers_AndNotWhileItIsSilent()
    {
        await using var api = await ApiFixture.StartAsync();
        var first = await ApiFixture.UntilAsync(() => api.GetAsync($"{Leases}/vm-1"), lease => lease.At("spec/renewTime") is not null);

        Assert.Equal(("Lease", "vm-1", "vm-1"), (first.At("kind")!.ToString(), first.At("spec/holderIdentity")!.ToString(), first.At("metadata/ownerReferences/0/name")!.ToString()));
        Assert.True(first.At("spec/leaseDurationSeconds")!.GetValue<int>() > 0);
        await ApiFixture.UntilAsync(() => api.GetAsync($"{Leases}/vm-1"), lease => RenewedAt(lease) > RenewedAt(first));

        api.Vm.IsUnreachable = true;
        var (last, times) = (DateTimeOffset.MinValue, 0);
        await ApiFixture.UntilAsync(() => api.GetAsync($"{Leases}/vm-1"), lease =>
        {
            times = RenewedAt(lease) == last ? times + 1 : 0;
            last = RenewedAt(lease);
            return times == 20;
        });
    }

    [Fact]
    public async Task Leases_AreListedInTheNamespaceOfNodeLeases_AndNowhereElse()
    {
        await using var api = await ApiFixture.StartAsync();
        var nodes = (await api.GetAsync("/api/v1/nodes")).At("items")!.AsArray().Select(node => node!["metadata"]!["name"]!.ToString()).ToList();

        Assert.Equal(nodes, (await api.GetAsync(Leases)).At("items")!.AsArray().Select(lease => lease!["metadata"]!["name"]!.ToString()));
        Assert.Equal(nodes.Count, (await api.TableAsync("/apis/coordination.k8s.io/v1/leases")).At("rows")!.AsArray().Count);
        Assert.Equal("vm-1", Assert.Single((await api.GetAsync($"{Leases}?fieldSelector=metadata.name%3Dvm-1")).At("items")!.AsArray())!["metadata"]!["name"]!.ToString());
        Assert.Empty((await api.GetAsync("/apis/coordination.k8s.io/v1/namespaces/default/leases")).At("items")!.AsArray());
        Assert.Equal(404, (await api.GetAsync($"{Leases}/vm-9")).Status);
    }

    private static DateTimeOffset RenewedAt(Answer lease) => lease.At("spec/renewTime")!.GetValue<DateTimeOffset>();
}
