using Burst.Api.Tests.Support;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Storage;

namespace Burst.Api.Tests;

/// <summary>DELETE of a node whose machine will not come back.</summary>
public sealed class NodeDeleteTests
{
    private const string Vm = "/api/v1/nodes/vm-1";

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public async Task ByForce_ASilentMachineGoesWithItsPods_AndAllUsageEndsWhenItFellSilent(bool? readiness)
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        await api.UntilAsync("one", pod => pod.HostState == HostState.Created);
        var silentSince = TimeProvider.System.GetUtcNow().AddMinutes(1);
        await SetReadinessAsync(api, readiness, silentSince);

        var removed = await api.DeleteAsync($"{Vm}?force=true");

        Assert.Equal((200, "Success"), (removed.Status, removed.At("status")!.ToString()));
        Assert.Equal(404, (await api.GetAsync(Vm)).Status);
        var pod = await api.UntilAsync("one", _ => true);
        Assert.Equal((PodPhase.Failed, "NodeRemoved", HostState.Gone), (pod.Phase, pod.Reason, pod.HostState));
        Assert.Equal(silentSince, ClosedUsage(api, UsageRecord.IdOf(pod.Uid)).EndedAt);
        Assert.Equal(silentSince, Assert.Single(ClosedNodes(api)).EndedAt);
        Assert.Empty(await api.Loop.ReadAsync(state => state.OpenUsage.ToList()));
        Assert.Single(api.Store.Commits, commit => commit.Changes.Any(change => change is Change.Remove { Key.Kind: ObjectKind.Node })
            && commit.Changes.OfType<Change.PutUsage>().Count() == 2 && commit.Audit.Count == 1);
        Assert.Equal(200, (await api.DeleteAsync($"{Ask.Pods}/one")).Status);
        await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Pods}/one"), answer => answer.Status == 404);
    }

    [Fact]
    public async Task ByForce_UsageDoesNotEndBeforeItBegan()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        var pod = await api.UntilAsync("one", pod => pod.HostState == HostState.Created);
        await SetReadinessAsync(api, false, DateTimeOffset.UnixEpoch);

        await api.DeleteAsync($"{Vm}?force=true");

        var usage = ClosedUsage(api, UsageRecord.IdOf(pod.Uid));
        Assert.Equal(usage.StartedAt, usage.EndedAt);
        var uptime = Assert.Single(ClosedNodes(api));
        Assert.Equal(uptime.StartedAt, uptime.EndedAt);
    }

    [Fact]
    public async Task ByForce_APodThatWasAlreadyEnding_LeavesTheRecord()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        api.Vm.HoldsDeletes = true;
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        await api.UntilAsync("one", pod => pod.HostState == HostState.Created);
        await api.DeleteAsync($"{Ask.Pods}/one");
        await api.UntilAsync("one", pod => pod.HostState == HostState.DeleteIntended);
        await SetReadinessAsync(api, false, TimeProvider.System.GetUtcNow());

        await api.DeleteAsync($"{Vm}?force=true");

        await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Pods}/one"), answer => answer.Status == 404);
    }

    [Fact]
    public async Task ByForce_PodsOfAJob_AreRunAgain_AndStandForNoFailure()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        await api.PostAsync(Ask.Jobs, Manifest.Job("nightly"));
        await ApiFixture.UntilAsync(() => api.GetAsync(Ask.Pods), answer => answer.Names.Count() == 2);
        var before = (await api.GetAsync(Ask.Pods)).Names.ToList();
        await SetReadinessAsync(api, false, TimeProvider.System.GetUtcNow());

        Assert.Equal(200, (await api.DeleteAsync($"{Vm}?force=true")).Status);

        await ApiFixture.UntilAsync(() => api.GetAsync(Ask.Pods), answer => answer.Names.Count() == 2 && !answer.Names.Intersect(before).Any());
        Assert.Equal(0, await api.Loop.ReadAsync(state => state.Jobs.Single().Progress.Failed));
    }

    [Fact]
    public async Task NotByForce_SaysWhichPods_AndThatForceIsForALostMachine()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        await api.UntilAsync("one", pod => pod.HostState == HostState.Created);
        await SetReadinessAsync(api, false, TimeProvider.System.GetUtcNow());

        var refused = await api.DeleteAsync(Vm);

        Assert.Equal((409, "Conflict"), (refused.Status, refused.Reason));
        Assert.Contains("1 pod(s) are on it (default/one)", refused.Message);
        Assert.Contains("--force", refused.Message);
        Assert.Contains("will not come back", refused.Message);
    }

    [Fact]
    public async Task ByForce_AReadyMachineStays()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        await api.UntilAsync("one", pod => pod.HostState == HostState.Created);

        var refused = await api.DeleteAsync($"{Vm}?force=true");

        Assert.Equal(409, refused.Status);
        Assert.Contains("it is Ready", refused.Message);
    }

    [Fact]
    public async Task ByForce_AVirtualNodeStays_ForItsGroupsAreBilled()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        await api.UntilAsync("one", pod => pod.HostState == HostState.Created);
        await api.Loop.MutateAsync(
            (state, now) => Commit(MoveTo(state.Pods.Single(), "aci-eastus"), NotReady(state.FindNode(NodeName.Parse("aci-eastus"))!, false, now)), _ => true);

        var refused = await api.DeleteAsync("/api/v1/nodes/aci-eastus?force=true");

        Assert.Equal(409, refused.Status);
        Assert.Contains("billed", refused.Message);
    }

    [Theory]
    [InlineData(Vm + "?force=perhaps", "force: \"perhaps\" is not accepted")]
    [InlineData(Ask.Pods + "/one?force=true", "force: pods cannot be deleted by force")]
    public async Task Force_WhereItMeansNothing_IsRefused(string path, string message)
    {
        await using var api = await ApiFixture.StartAsync(observe: false);

        var refused = await api.DeleteAsync(path);

        Assert.Equal(400, refused.Status);
        Assert.Contains(message, refused.Message);
    }

    private static Task<bool> SetReadinessAsync(ApiFixture api, bool? status, DateTimeOffset since) => api.Loop.MutateAsync(
        (state, _) => Commit(NotReady(state.FindNode(NodeName.Parse("vm-1"))!, status, since)), _ => true);

    private static Node NotReady(Node node, bool? status, DateTimeOffset since) =>
        node with { Readiness = new NodeReadiness(status, "HostUnreachable", "no answer", since) };

    private static Pod MoveTo(Pod pod, string node) => pod with { Placement = pod.Placement! with { Node = NodeName.Parse(node) } };

    private static StateCommit Commit(params ClusterObject[] items) => new() { Changes = [.. items.Select(item => new Change.Put(item))] };

    private static UsageRecord ClosedUsage(ApiFixture api, string id) =>
        Assert.Single(Closed(api), record => record.Id == id);

    private static IEnumerable<UsageRecord> ClosedNodes(ApiFixture api) => Closed(api).Where(record => record.Kind == UsageKind.VmNode);

    private static IEnumerable<UsageRecord> Closed(ApiFixture api) =>
        api.Store.Commits.SelectMany(commit => commit.Changes.OfType<Change.PutUsage>()).Select(change => change.Record).Where(record => record.EndedAt is not null);
}
