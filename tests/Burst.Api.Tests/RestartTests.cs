using Burst.Api.Tests.Support;
using Burst.Core.Hosts;
using Burst.Core.Pods;

namespace Burst.Api.Tests;

public sealed class RestartTests
{
    private const string Far = """
        apiVersion: v1
        kind: Pod
        metadata: { name: far }
        spec:
          restartPolicy: Never
          nodeSelector: { type: virtual-kubelet }
          tolerations: [ { key: virtual-kubelet.io/provider, operator: Exists } ]
          containers: [ { name: main, image: burst/sleep, resources: { requests: { cpu: 1, memory: 1Gi } } } ]
        """;

    [Fact]
    public async Task Restart_IsCountedTold_AndOnRecord()
    {
        await using var api = await StartAsync();

        var wouldBe = await api.PostAsync($"{PathOf("far")}?dryRun=All", "");
        Assert.Equal((202, "1"), (wouldBe.Status, wouldBe.At("restarts")!.ToString()));
        Assert.Equal(0, api.Aci.Restarts);
        await api.PostAsync(PathOf("far"), "");
        var answer = await api.PostAsync(PathOf("far"), "");

        Assert.Equal((202, "2", 2), (answer.Status, answer.At("restarts")!.ToString(), api.Aci.Restarts));
        Assert.Equal("2", (await api.GetAsync($"{Ask.Pods}/far")).At("status/containerStatuses/0/restartCount")!.ToString());
        Assert.Equal("2", (await api.TableAsync($"{Ask.Pods}/far")).At("rows/0/cells/3")!.ToString());
        Assert.Equal(2, (await EventsAsync(api)).Count(reason => reason == "Restarted"));
        Assert.Equal("202 202", await AuditAsync(api));
    }

    [Fact]
    public async Task Refused_ChangesNothing_AndSaysWhy()
    {
        await using var api = await StartAsync();
        api.Aci.RefusesWith = "The container group is still transitioning";

        var refused = await api.PostAsync(PathOf("far"), "");

        Assert.Equal(409, refused.Status);
        Assert.Contains("still transitioning", refused.Message);
        Assert.Null((await api.UntilAsync("far", _ => true)).Restart);
        Assert.DoesNotContain("Restarted", await EventsAsync(api));
        Assert.Equal("409 202", await AuditAsync(api));
    }

    [Fact]
    public async Task WhatGotNoAnswer_MayHaveHappened_AndItsEndIsStillDoubted()
    {
        await using var api = await StartAsync();
        api.Aci.IsUnreachable = true;

        Assert.Equal(503, (await api.PostAsync(PathOf("far"), "")).Status);

        var restart = (await api.UntilAsync("far", _ => true)).Restart!;
        Assert.Equal(0, restart.Count);
        Assert.True(TimeProvider.System.GetUtcNow() - restart.AskedAt < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task OtherNodes_PodsThatHaveEnded_AndUnknownOnes_AreRefused()
    {
        await using var api = await StartAsync();
        Assert.Equal(201, (await api.PostAsync(Ask.Pods, Manifest.Pod("near"))).Status);
        await api.UntilAsync("near", pod => pod.Phase == PodPhase.Running);

        Assert.Contains("node vm-1 restarts no pods", (await api.PostAsync(PathOf("near"), "")).Message);
        Assert.Equal(404, (await api.PostAsync(PathOf("nobody"), "")).Status);
        api.Aci.HoldsDeletes = true;
        api.Aci.End((await api.UntilAsync("far", _ => true)).Uid, PodPhase.Succeeded);
        await api.UntilAsync("far", pod => pod.IsTerminal);
        Assert.Contains("has ended", (await api.PostAsync(PathOf("far"), "")).Message);
        Assert.Equal(0, api.Aci.Restarts);
    }

    private static string PathOf(string pod) => $"{Ask.Burst}/namespaces/default/pods/{pod}/restart";

    private static async Task<ApiFixture> StartAsync()
    {
        var api = await ApiFixture.StartAsync();
        Assert.Equal(200, (await api.ApplyAsync(Far)).Status);
        await api.UntilAsync("far", pod => pod is { Phase: PodPhase.Running, HostState: HostState.Created });
        return api;
    }

    private static async Task<string[]> EventsAsync(ApiFixture api) =>
        [.. (await api.GetAsync("/api/v1/namespaces/default/events")).Json["items"]!.AsArray().Select(item => item!["reason"]!.ToString())];

    private static async Task<string> AuditAsync(ApiFixture api) => string.Join(
        ' ',
        (await api.GetAsync($"{Ask.Burst}/audit")).Json["items"]!.AsArray().Where(entry => entry!["path"]!.ToString().EndsWith("/restart", StringComparison.Ordinal)).Select(entry => (int)entry!["status"]!));
}
