using Burst.Api.Tests.Support;
using Burst.Core.Pods;

namespace Burst.Api.Tests;

public sealed class StopTests
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
    public async Task StopAndStart_AreOnRecord_ShownByTheirStage_AndNothingWhenRepeated()
    {
        await using var api = await StartAsync();

        Assert.Equal(202, (await api.PostAsync($"{PathOf("far", "stop")}?dryRun=All", "")).Status);
        Assert.Null((await api.UntilAsync("far", _ => true)).Stop);
        var asked = await api.PostAsync(PathOf("far", "stop"), "");
        Assert.Equal((202, "Stopping"), (asked.Status, asked.At("stage")!.ToString()));
        await api.UntilAsync("far", pod => pod.Stop?.Stage == PodStopStage.Stopped);
        Assert.Equal("Stopped", (await api.PostAsync(PathOf("far", "stop"), "")).At("stage")!.ToString());

        var shown = await api.GetAsync($"{Ask.Pods}/far");
        Assert.Equal(("Pending", "Stopped"), (shown.At("status/phase")!.ToString(), shown.At("status/reason")!.ToString()));
        Assert.Equal("Stopped", shown.At("status/burst/stop/stage")!.ToString());
        Assert.Equal("Stopped", (await api.TableAsync($"{Ask.Pods}/far")).At("rows/0/cells/2")!.ToString());
        Assert.Equal("Stopped", (await api.GetAsync($"{Ask.Burst}/namespaces/default/pods/far/explain")).At("pod/stop")!.ToString());
        Assert.Contains("does not run", (await api.PostAsync(PathOf("far", "restart"), "")).Message);

        Assert.Equal("Starting", (await api.PostAsync(PathOf("far", "start"), "")).At("stage")!.ToString());
        await api.UntilAsync("far", pod => pod is { Stop.Stage: PodStopStage.Started, Phase: PodPhase.Running });
        Assert.Equal("Started", (await api.PostAsync(PathOf("far", "start"), "")).At("stage")!.ToString());
        Assert.Equal("Running", (await api.TableAsync($"{Ask.Pods}/far")).At("rows/0/cells/2")!.ToString());
        Assert.Equal("202 202", await AuditAsync(api));
    }

    [Fact]
    public async Task StartThatIsRefused_LeavesItStopped_AndSaysWhy()
    {
        await using var api = await StartAsync();
        await api.PostAsync(PathOf("far", "stop"), "");
        await api.UntilAsync("far", pod => pod.Stop?.Stage == PodStopStage.Stopped);
        api.Aci.RefusesWith = "no room here";

        await api.PostAsync(PathOf("far", "start"), "");
        await api.UntilAsync("far", pod => pod.Stop?.Stage == PodStopStage.Stopped);

        Assert.Equal("no room here", (await api.GetAsync($"{Ask.Pods}/far")).At("status/message")!.ToString());
    }

    [Fact]
    public async Task OtherNodes_PodsThatHaveEnded_OnesOnTheWay_AndUnknownOnes_AreRefused()
    {
        await using var api = await StartAsync();
        Assert.Equal(201, (await api.PostAsync(Ask.Pods, Manifest.Pod("near"))).Status);
        await api.UntilAsync("near", pod => pod.Phase == PodPhase.Running);
        Assert.Contains("node vm-1 stops no pods", (await api.PostAsync(PathOf("near", "stop"), "")).Message);
        Assert.Equal(404, (await api.PostAsync(PathOf("nobody", "stop"), "")).Status);
        Assert.Equal(404, (await api.PostAsync(PathOf("nobody", "start"), "")).Status);

        api.Aci.IsUnreachable = true;
        Assert.Equal("Stopping", (await api.PostAsync(PathOf("far", "stop"), "")).At("stage")!.ToString());
        Assert.Contains("is being stopped", (await api.PostAsync(PathOf("far", "start"), "")).Message);
        api.Aci.IsUnreachable = false;
        await api.UntilAsync("far", pod => pod.Stop?.Stage == PodStopStage.Stopped);
        api.Aci.IsUnreachable = true;
        await api.PostAsync(PathOf("far", "start"), "");
        Assert.Contains("is being started", (await api.PostAsync(PathOf("far", "stop"), "")).Message);
        api.Aci.IsUnreachable = false;
        await api.UntilAsync("far", pod => pod is { Stop.Stage: PodStopStage.Started, Phase: PodPhase.Running });

        api.Aci.HoldsDeletes = true;
        api.Aci.End((await api.UntilAsync("far", _ => true)).Uid, PodPhase.Succeeded);
        await api.UntilAsync("far", pod => pod.IsTerminal);
        Assert.Contains("has ended", (await api.PostAsync(PathOf("far", "stop"), "")).Message);
    }

    private static string PathOf(string pod, string verb) => $"{Ask.Burst}/namespaces/default/pods/{pod}/{verb}";

    private static async Task<ApiFixture> StartAsync()
    {
        var api = await ApiFixture.StartAsync();
        Assert.Equal(200, (await api.ApplyAsync(Far)).Status);
        await api.UntilAsync("far", pod => pod is { Phase: PodPhase.Running, HostState: HostState.Created });
        return api;
    }

    private static async Task<string> AuditAsync(ApiFixture api) => string.Join(
        ' ',
        (await api.GetAsync($"{Ask.Burst}/audit")).Json["items"]!.AsArray()
            .Where(entry => entry!["path"]!.ToString() is var path && (path.EndsWith("/stop", StringComparison.Ordinal) || path.EndsWith("/start", StringComparison.Ordinal)))
            .Select(entry => (int)entry!["status"]!));
}
