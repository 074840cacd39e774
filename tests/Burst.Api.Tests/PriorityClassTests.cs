using Burst.Api.Tests.Support;
using Burst.Core.Pods;

namespace Burst.Api.Tests;

/// <summary>Priority classes as kubectl meets them, and what they mean for pods that are made.</summary>
public sealed class PriorityClassTests
{
    private const string Classes = "/apis/scheduling.k8s.io/v1/priorityclasses";

    [Fact]
    public async Task List_HasTheBuiltInOnes_InKubectlsColumns()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Classes, Class("high", 1000, ""","globalDefault":true"""));

        var table = await api.TableAsync(Classes);

        Assert.Equal(["Name", "Value", "Global-Default", "Age", "PreemptionPolicy"], table.Json["columnDefinitions"]!.AsArray().Select(column => (string?)column!["name"]));
        Assert.Equal(
            ["high 1000 true", "system-cluster-critical 2000000000 false", "system-node-critical 2000001000 false"],
            table.Json["rows"]!.AsArray().Select(row => string.Join(' ', row!["cells"]!.AsArray().Take(3))));
    }

    [Fact]
    public async Task PodOfNoSuchClass_IsForbidden_InKubernetesWords()
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.PostAsync(Ask.Pods, PodOf("high"));

        Assert.Equal((403, "Forbidden"), (refused.Status, refused.Reason));
        Assert.Equal("pods \"one\" is forbidden: no PriorityClass with name high was found", refused.Message);
    }

    [Fact]
    public async Task Pod_KeepsThePriorityItWasMadeWith_AndCanBeAppliedAsExported()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Classes, Class("high", 1000));
        Assert.Equal(201, (await api.PostAsync(Ask.Pods, PodOf("high"))).Status);
        Assert.Equal(200, (await api.DeleteAsync($"{Classes}/high")).Status);

        var exported = await api.GetAsync($"{Ask.Pods}/one");
        Assert.Equal("1000", exported.At("spec/priority")!.ToString());
        Assert.Equal("high", exported.At("spec/priorityClassName")!.ToString());
        var applied = await api.ApplyAsync(exported.Text);
        Assert.Equal("unchanged", applied.At("items")![0]!["action"]!.ToString());
        Assert.Equal("unchanged", (await api.ApplyAsync(PodOf("high"))).At("items")![0]!["action"]!.ToString());

        var changed = await api.ApplyAsync(PodOf("system-node-critical"));
        Assert.Equal(422, changed.Status);
    }

    [Theory]
    [InlineData(""" "priorityClassName":"high","priority":5""", "the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 1000 from the given PriorityClass name")]
    [InlineData(""" "priority":5""", "the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name")]
    [InlineData(""" "priorityClassName":"high","preemptionPolicy":"Never" """, "the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name")]
    public async Task PodThatSaysOtherwiseThanItsClass_IsForbidden(string fields, string why)
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Classes, Class("high", 1000));

        var refused = await api.PostAsync(Ask.Pods, Manifest.Pod("one").Replace("\"spec\":{", $"\"spec\":{{{fields},"));

        Assert.Equal((403, $"pods \"one\" is forbidden: {why}"), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task OneFile_MayDeclareAClassAndItsPods()
    {
        await using var api = await ApiFixture.StartAsync();

        var applied = await api.ApplyAsync($"{Class("high", 1000, ""","globalDefault":true""")}\n---\n{Manifest.Pod("one")}");

        Assert.Equal(200, applied.Status);
        Assert.Equal("1000", (await api.GetAsync($"{Ask.Pods}/one")).At("spec/priority")!.ToString());
    }

    [Fact]
    public async Task DeploymentOfNoSuchClass_MakesItsPodsWhenThereIsOne()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web").Replace("\"spec\":{\"containers\"", "\"spec\":{\"priorityClassName\":\"high\",\"containers\""));
        await ApiFixture.UntilAsync(
            () => api.GetAsync("/api/v1/namespaces/default/events"),
            events => events.Text.Contains("no PriorityClass with name high was found", StringComparison.Ordinal));
        Assert.Empty((await api.GetAsync(Ask.Pods)).Names);

        await api.PostAsync(Classes, Class("high", 1000));

        await api.UntilAsync(state => state.Pods.Count == 1 && state.Pods.All(pod => pod is { Priority: 1000, Phase: PodPhase.Running }));
    }

    [Fact]
    public async Task BuiltInClass_CannotBeDeleted()
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.DeleteAsync($"{Classes}/system-node-critical");

        Assert.Equal((403, "priorityclasses.scheduling.k8s.io \"system-node-critical\" is forbidden: this is a system priority class and cannot be deleted"), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task Class_KeepsItsValue_AndOneAtMostIsTheDefault()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Classes, Class("high", 1000, ""","globalDefault":true"""));

        var changed = await api.PutAsync($"{Classes}/high", Class("high", 2000));
        Assert.Equal(422, changed.Status);
        Assert.Contains("value: may not be changed in an update", changed.Message);
        var second = await api.PostAsync(Classes, Class("low", 1, ""","globalDefault":true"""));
        Assert.Equal(
            (403, "priorityclasses.scheduling.k8s.io \"low\" is forbidden: PriorityClass high is already marked as default. Only one default can exist"),
            (second.Status, second.Message));
        Assert.Equal(422, (await api.ApplyAsync(Class("low", 1, ""","globalDefault":true"""))).Status);
        Assert.Equal(200, (await api.PatchAsync($"{Classes}/high", """{"globalDefault":false}""")).Status);
        Assert.Equal(201, (await api.PostAsync(Classes, Class("low", 1, ""","globalDefault":true"""))).Status);
    }

    private static string Class(string name, int value, string more = "") =>
        $$$"""{"apiVersion":"scheduling.k8s.io/v1","kind":"PriorityClass","metadata":{"name":"{{{name}}}"},"value":{{{value}}}{{{more}}}}""";

    private static string PodOf(string className) => Manifest.Pod("one").Replace("\"spec\":{", $"\"spec\":{{\"priorityClassName\":\"{className}\",");
}
