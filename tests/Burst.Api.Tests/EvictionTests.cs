using Burst.Api.Tests.Support;
using Burst.Core.Pods;

namespace Burst.Api.Tests;

/// <summary>Pods that are asked to leave, as far as disruption budgets allow.</summary>
public sealed class EvictionTests
{
    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: 3
          strategy: { type: Recreate }
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers: [ { name: main, image: burst/sleep, resources: { requests: { cpu: 100m, memory: 64Mi } } } ]
        """;

    [Theory]
    [InlineData("minAvailable: 2")]
    [InlineData("maxUnavailable: 1")]
    [InlineData("minAvailable: \"50%\"")]
    [InlineData("maxUnavailable: \"10%\"")]
    public async Task Budget_LetsOneGo_AndAnother_WhenItsReplacementIsReady(string amount)
    {
        await using var api = await StartAsync(amount);
        var before = await PodsAsync(api);
        Assert.Equal(3, before.Count);

        Assert.Equal(201, (await EvictAsync(api, before[0])).Status);
        await api.UntilAsync(state => state.Pods.Count(pod => pod.IsActive && PodReadiness.IsReady(pod)) == 3);
        var budget = (await api.GetAsync("/apis/policy/v1/namespaces/default/poddisruptionbudgets/web")).Json;
        Assert.Equal(1, (int)budget["status"]!["disruptionsAllowed"]!);
        Assert.Equal(3, (int)budget["status"]!["expectedPods"]!);
        Assert.Equal(201, (await EvictAsync(api, before[1])).Status);
    }

    [Fact]
    public async Task WhatABudgetForbids_IsRefused_InKubernetesWords_AndNothingLeaves()
    {
        await using var api = await StartAsync("maxUnavailable: 0");
        var pod = (await PodsAsync(api))[0];

        var refused = await EvictAsync(api, pod);

        Assert.Equal(429, refused.Status);
        Assert.Equal("Cannot evict pod as it would violate the pod's disruption budget.", refused.Message);
        Assert.Equal("DisruptionBudget", (string?)refused.Json["details"]!["causes"]![0]!["reason"]);
        Assert.Contains("needs 3 healthy pods and has 3", (string?)refused.Json["details"]!["causes"]![0]!["message"]);
        Assert.Contains(pod, await PodsAsync(api));
    }

    [Fact]
    public async Task WithoutABudget_AnyGoes_WithTheGraceThatIsGiven()
    {
        await using var api = await StartAsync(null);
        var pod = (await PodsAsync(api))[0];

        Assert.Equal(201, (await EvictAsync(api, pod, """{"kind":"Eviction","deleteOptions":{"gracePeriodSeconds":3}}""")).Status);

        var left = await api.Loop.ReadAsync(state => state.Pods.FirstOrDefault(other => other.Metadata.Name == pod));
        Assert.True(left is null or { Spec.TerminationGracePeriod.TotalSeconds: 3, Metadata.DeletionRequestedAt: not null });
        Assert.Equal(404, (await EvictAsync(api, "nobody")).Status);
        Assert.Equal(400, (await EvictAsync(api, (await PodsAsync(api))[0], """{"kind":"Pod"}""")).Status);
    }

    [Fact]
    public async Task WhatHasNotComeUp_MayGo_WhateverIsAllowed()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        Assert.Equal(200, (await api.ApplyAsync($"{Web}\n---\n{Budget("maxUnavailable: 0")}")).Status);
        await api.UntilAsync(state => state.Pods.Count == 3);

        Assert.Equal(201, (await EvictAsync(api, (await PodsAsync(api))[0])).Status);
    }

    [Theory]
    [InlineData("minAvailable: 1\n  maxUnavailable: 1", "one of minAvailable and maxUnavailable")]
    [InlineData("minAvailable: \"half\"", "a share of them")]
    [InlineData("minAvailable: -1", "0 or more")]
    [InlineData("maxUnavailable: \"120%\"", "a share of them")]
    public async Task BudgetThatCannotBe_IsRefused_WithItsPath(string amount, string said)
    {
        await using var api = await ApiFixture.StartAsync(observe: false);

        var refused = await api.ApplyAsync(Budget(amount));

        Assert.Equal(422, refused.Status);
        Assert.Contains(said, refused.Text.Replace("\\\"", "\"", StringComparison.Ordinal));
    }

    private static string Budget(string amount) =>
        $"apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {{ name: web }}\nspec:\n  {amount}\n  selector: {{ matchLabels: {{ app: web }} }}\n";

    private static async Task<ApiFixture> StartAsync(string? amount)
    {
        var api = await ApiFixture.StartAsync();
        Assert.Equal(200, (await api.ApplyAsync(amount is null ? Web : $"{Web}\n---\n{Budget(amount)}")).Status);
        await api.UntilAsync(state => state.Pods.Count(pod => PodReadiness.IsReady(pod)) == 3);
        return api;
    }

    private static async Task<List<string>> PodsAsync(ApiFixture api) => await api.Loop.ReadAsync(
        state => state.Pods.Where(pod => pod.IsActive).Select(pod => pod.Metadata.Name).ToList());

    private static Task<Answer> EvictAsync(ApiFixture api, string pod, string body = """{"apiVersion":"policy/v1","kind":"Eviction"}""") =>
        api.PostAsync($"{Ask.Pods}/{pod}/eviction", body);
}
