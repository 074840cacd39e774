using Burst.Api.Tests.Support;
using Burst.Core.Pods;

namespace Burst.Api.Tests;

/// <summary>Taints as kubectl changes them: the whole list, in a strategic merge patch.</summary>
public sealed class NodeTaintTests
{
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Vm = "/api/v1/nodes/vm-1";
    private const string OfVirtualNode = """{"key":"virtual-kubelet.io/provider","value":"azure","effect":"NoSchedule"}""";

    [Fact]
    public async Task Taint_KeepsPodsOff_UntilItIsTakenAway()
    {
        await using var api = await ApiFixture.StartAsync();

        var tainted = await TaintAsync(api, Vm, """{"key":"dedicated","value":"db","effect":"NoSchedule"}""");
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));

        Assert.Equal("""[{"key":"dedicated","value":"db","effect":"NoSchedule"}]""", tainted.At("spec/taints")!.ToJsonString());
        Assert.Null((await api.GetAsync($"{Ask.Pods}/one")).At("spec/nodeName"));
        Assert.Equal(["The node's taints are dedicated=db:NoSchedule now."], await EventsAsync(api));

        var bare = await api.PatchAsync(Vm, """{"spec":{"taints":null}}""", Strategic);
        await api.UntilAsync("one", pod => pod.Phase == PodPhase.Running);

        Assert.Null(bare.At("spec/taints"));
        Assert.Equal(2, (await EventsAsync(api)).Count);
    }

    [Fact]
    public async Task NoExecute_EndsWhatRuns_AndKeepsTheTimeItWasAdded()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        await api.UntilAsync("one", pod => pod.Phase == PodPhase.Running);

        var first = await TaintAsync(api, Vm, """{"key":"broken","effect":"NoExecute"}""");
        var second = await TaintAsync(api, Vm, """{"key":"broken","effect":"NoExecute","timeAdded":"2001-01-01T00:00:00Z"}""", """{"key":"slow","effect":"PreferNoSchedule"}""");

        await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Pods}/one"), answer => answer.Status == 404);
        var added = (string?)first.At("spec/taints/0/timeAdded");
        Assert.NotNull(added);
        Assert.Equal((added, "slow"), ((string?)second.At("spec/taints/0/timeAdded"), (string?)second.At("spec/taints/1/key")));
    }

    [Theory]
    [InlineData("""{"key":"a b","effect":"NoSchedule"}""", "spec.taints[0].key")]
    [InlineData("""{"key":"a","value":"x y","effect":"NoSchedule"}""", "spec.taints[0].value")]
    [InlineData("""{"key":"a","effect":"Never"}""", "spec.taints[0].effect")]
    [InlineData("""{"key":"a"}""", "spec.taints[0].effect")]
    [InlineData("""{"key":"a","effect":"NoSchedule"},{"key":"a","value":"b","effect":"NoSchedule"}""", "spec.taints[1]")]
    [InlineData("""{"key":"a","effect":"NoSchedule","colour":"red"}""", "spec.taints[0].colour")]
    [InlineData("7", "spec.taints[0]")]
    public async Task Wrong_IsRefusedByItsPath_AndChangesNothing(string taints, string path)
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await TaintAsync(api, Vm, taints);

        Assert.Equal((422, path), (refused.Status, (string?)refused.At("details/causes/0/field")));
        Assert.Null((await api.GetAsync(Vm)).At("spec/taints"));
    }

    [Fact]
    public async Task VirtualNode_KeepsItsOwn_AndMayHaveMore()
    {
        await using var api = await ApiFixture.StartAsync();
        var name = (string?)(await api.GetAsync("/api/v1/nodes?labelSelector=burst.dev/node-kind%3Dvirtual")).At("items/0/metadata/name");
        var path = $"/api/v1/nodes/{name}";

        var more = await TaintAsync(api, path, OfVirtualNode, """{"key":"costly","effect":"NoSchedule"}""");
        var without = await TaintAsync(api, path, """{"key":"costly","effect":"NoSchedule"}""");

        Assert.Equal($$"""[{{OfVirtualNode}},{"key":"costly","effect":"NoSchedule"}]""", more.At("spec/taints")!.ToJsonString());
        Assert.Equal((422, "spec.taints"), (without.Status, (string?)without.At("details/causes/0/field")));
        Assert.Equal($"[{OfVirtualNode}]", (await TaintAsync(api, path, OfVirtualNode)).At("spec/taints")!.ToJsonString());
    }

    private static Task<Answer> TaintAsync(ApiFixture api, string node, params string[] taints) =>
        api.PatchAsync(node, $$$"""{"spec":{"taints":[{{{string.Join(",", taints)}}}]}}""", Strategic);

    private static async Task<List<string>> EventsAsync(ApiFixture api) =>
        [.. (await api.GetAsync("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dvm-1")).At("items")!.AsArray()
            .Where(item => (string?)item!["reason"] == "TaintsChanged").Select(item => (string)item!["message"]!)];
}
