using Burst.Api.Tests.Support;

namespace Burst.Api.Tests;

/// <summary>spec.nodeName says both where a pod is and where it was asked to be: what was read can be written back.</summary>
public sealed class NodeNameTests
{
    [Fact]
    public async Task PodAsItWasRead_CanBeWrittenBack_AndStaysFree()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        var read = await api.GetAsync($"{Ask.Pods}/one");
        Assert.Equal("vm-1", (string?)read.At("spec/nodeName"));
        var manifest = read.Json;
        manifest["metadata"]!.AsObject().Remove("resourceVersion");

        var replaced = await api.PutAsync($"{Ask.Pods}/one", manifest.ToJsonString());
        var withoutIt = await api.PutAsync($"{Ask.Pods}/one", Manifest.Pod("one"));
        var patched = await api.PatchAsync($"{Ask.Pods}/one", """{"metadata":{"labels":{"a":"b"}}}""");

        Assert.Equal((200, 200, 200), (replaced.Status, withoutIt.Status, patched.Status));
    }

    [Fact]
    public async Task AskedForNode_CannotBeChanged()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("free"));
        await api.PostAsync(Ask.Pods, Named("bound", "vm-1"));

        var same = await api.PutAsync($"{Ask.Pods}/bound", Named("bound", "vm-1"));
        var labelled = await api.PatchAsync($"{Ask.Pods}/bound", """{"metadata":{"labels":{"a":"b"}}}""");
        var moved = await api.PatchAsync($"{Ask.Pods}/free", """{"spec":{"nodeName":"vm-9"}}""");
        var freed = await api.PutAsync($"{Ask.Pods}/bound", Manifest.Pod("bound"));

        Assert.Equal((200, 200), (same.Status, labelled.Status));
        Assert.All([moved, freed], refused => Assert.Equal((422, "spec"), (refused.Status, (string?)refused.At("details/causes/0/field"))));
    }

    private static string Named(string name, string node) => Manifest.Pod(name).Replace("\"spec\":{", $"\"spec\":{{\"nodeName\":\"{node}\",", StringComparison.Ordinal);
}
