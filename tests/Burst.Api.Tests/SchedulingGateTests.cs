using Burst.Api.Tests.Support;

namespace Burst.Api.Tests;

/// <summary>Scheduling gates as kubectl sees them: what waits for them says so, and they go one by one.</summary>
public sealed class SchedulingGateTests
{
    private const string Strategic = "application/strategic-merge-patch+json";

    [Fact]
    public async Task GatedPod_IsShownAsSchedulingGated()
    {
        await using var api = await ApiFixture.StartAsync();

        await api.PostAsync(Ask.Pods, Gated("a", "b"));

        var pod = await api.GetAsync($"{Ask.Pods}/one");
        var table = await api.TableAsync(Ask.Pods);
        var scheduled = pod.At("status/conditions")!.AsArray().Single(item => (string?)item!["type"] == "PodScheduled")!;
        Assert.Equal(("False", "SchedulingGated"), ((string?)scheduled["status"], (string?)scheduled["reason"]));
        Assert.Equal(("Pending", "SchedulingGated"), ((string?)pod.At("status/phase"), (string?)table.At("rows/0/cells/2")));
    }

    [Fact]
    public async Task Gates_AreRemovedOneByOne_ByPatchAndByReplacing()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Gated("a", "b"));

        var patched = await api.PatchAsync(
            $"{Ask.Pods}/one", """{"spec":{"$setElementOrder/schedulingGates":[{"name":"b"}],"schedulingGates":[{"$patch":"delete","name":"a"}]}}""", Strategic);
        Assert.Equal((200, """[{"name":"b"}]"""), (patched.Status, patched.At("spec/schedulingGates")!.ToJsonString()));

        var replaced = await api.PutAsync($"{Ask.Pods}/one", Manifest.Pod("one"));
        Assert.Equal(200, replaced.Status);
        Assert.Null(replaced.At("spec/schedulingGates"));
        Assert.Equal("vm-1", (string?)(await api.GetAsync($"{Ask.Pods}/one")).At("spec/nodeName"));
    }

    [Fact]
    public async Task Gate_CannotBeAdded_NorAnythingElseChanged()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Gated("a"));

        var added = await api.PatchAsync($"{Ask.Pods}/one", """{"spec":{"schedulingGates":[{"name":"b"}]}}""", Strategic);
        var both = await api.PatchAsync($"{Ask.Pods}/one", """{"spec":{"schedulingGates":null,"terminationGracePeriodSeconds":7}}""");

        Assert.Equal((422, "spec.schedulingGates"), (added.Status, (string?)added.At("details/causes/0/field")));
        Assert.Contains("only deletion is allowed, but found new scheduling gate 'b'", (string?)added.At("message"), StringComparison.Ordinal);
        Assert.Equal((422, "spec"), (both.Status, (string?)both.At("details/causes/0/field")));
    }

    private static string Gated(params string[] gates) => Manifest.Pod("one").Replace(
        "\"restartPolicy\"", $"\"schedulingGates\":[{string.Join(",", gates.Select(gate => $$"""{"name":"{{gate}}"}"""))}],\"restartPolicy\"", StringComparison.Ordinal);
}
