using Burst.Api.Tests.Support;
using Burst.Core.Pods;
using Burst.Testing.Storage;

namespace Burst.Api.Tests;

public sealed class OperationTests
{
    private const string Policy = """
        apiVersion: burst.dev/v1
        kind: BurstPolicy
        metadata: {name: spill}
        spec:
          mode: always
          tiers: [aci]
          selector: {matchLabels: {app: burst}}
        """;

    [Fact]
    public async Task Explain_WaitingPod_ShowsEveryNodeAndWhyNot()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("big", cpu: "64"));
        await api.UntilAsync("big", pod => pod.Reason is not null);

        var explained = await api.GetAsync($"{Ask.Burst}/namespaces/default/pods/big/explain");

        Assert.Equal("Pending", explained.At("pod/phase")!.ToString());
        Assert.Equal("none: VM nodes only", explained.At("pod/policy")!.ToString());
        Assert.Equal("vm-1", explained.At("decisions/0/considered/0/node")!.ToString());
        Assert.Equal("false", explained.At("decisions/0/considered/0/fits")!.ToString());
        Assert.Contains("64000m", explained.At("decisions/0/considered/0/reason")!.ToString());
    }

    [Fact]
    public async Task Explain_SpilledPod_ShowsPolicyAndPrice_AlsoWhenItIsGone()
    {
        await using var api = await ApiFixture.StartAsync();
        Assert.Equal(200, (await api.ApplyAsync(Policy)).Status);
        await api.PostAsync(Ask.Pods, Manifest.Pod("one", """{"app":"burst"}"""));
        await api.UntilAsync("one", pod => pod.Phase == PodPhase.Running);

        var live = await api.GetAsync($"{Ask.Burst}/namespaces/default/pods/one/explain");
        await api.DeleteAsync($"{Ask.Pods}/one");
        await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Pods}/one"), answer => answer.Status == 404);
        var gone = await api.GetAsync($"{Ask.Burst}/namespaces/default/pods/one/explain");

        Assert.Equal(("aci-eastus", "aci"), (live.At("pod/node")!.ToString(), live.At("pod/tier")!.ToString()));
        Assert.Contains("always", live.At("pod/policy")!.ToString());
        Assert.True(decimal.Parse(live.At("decisions/0/pricePerHour")!.ToString()) > 0);
        Assert.Equal("true", gone.At("pod/gone")!.ToString());
        Assert.Equal("aci-eastus", gone.At("decisions/0/node")!.ToString());
        Assert.Equal(404, (await api.GetAsync($"{Ask.Burst}/namespaces/default/pods/never/explain")).Status);
    }

    [Fact]
    public async Task Explain_SpilledPodOfADeployment_SaysWhetherItComesBack()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.ApplyAsync(Policy);
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web", app: "burst"));
        var name = await ApiFixture.UntilAsync(() => api.GetAsync(Ask.Pods), answer => answer.At("items/0/status/phase")?.ToString() == "Running");
        var explain = $"{Ask.Burst}/namespaces/default/pods/{name.At("items/0/metadata/name")}/explain";

        var stays = await api.GetAsync(explain);
        await api.ApplyAsync(Policy.Replace("always", "overflow", StringComparison.Ordinal));
        var returns = await api.GetAsync(explain);

        Assert.Equal("stays on aci-eastus: policy spill is always", stays.At("pod/repatriation")!.ToString());
        Assert.Equal("comes back once VM nodes have had room for it for 5m", returns.At("pod/repatriation")!.ToString());
    }

    [Fact]
    public async Task Pause_StopsNewPods_AndSaysWhoAndWhy()
    {
        await using var api = await ApiFixture.StartAsync();

        var paused = await api.PutAsync($"{Ask.Burst}/pause", """{"paused":true,"reason":"bill too high"}""");
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        var status = await api.GetAsync($"{Ask.Burst}/status");
        var launchedWhilePaused = api.Vm.Launches.Count;
        await api.PutAsync($"{Ask.Burst}/pause", """{"paused":false}""");
        await api.UntilAsync("one", pod => pod.Phase == PodPhase.Running);

        Assert.Equal("true", paused.At("paused")!.ToString());
        Assert.Equal(("bill too high", "alice"), (paused.At("reason")!.ToString(), paused.At("by")!.ToString()));
        Assert.Equal("true", status.At("paused")!.ToString());
        Assert.Equal(0, launchedWhilePaused);
        Assert.Equal("""{"paused":false}""", (await api.GetAsync($"{Ask.Burst}/pause")).Text);
        Assert.Equal(400, (await api.PutAsync($"{Ask.Burst}/pause", """{"paused":"yes"}""")).Status);
    }

    [Fact]
    public async Task Pause_DryRun_LeavesTheBrakeAlone()
    {
        await using var api = await ApiFixture.StartAsync();

        var answer = await api.PutAsync($"{Ask.Burst}/pause?dryRun=All", """{"paused":true,"reason":"try"}""");

        Assert.Equal("true", answer.At("paused")!.ToString());
        Assert.Equal("false", (await api.GetAsync($"{Ask.Burst}/pause")).At("paused")!.ToString());
    }

    [Fact]
    public async Task Status_CountsLoadSpillAndRate()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.ApplyAsync(Policy);
        await api.PostAsync(Ask.Pods, Manifest.Pod("spilled", """{"app":"burst"}"""));
        await api.PostAsync(Ask.Pods, Manifest.Pod("steady"));
        await api.PostAsync(Ask.Pods, Manifest.Pod("big", cpu: "64"));
        await api.PostAsync(Ask.Jobs, Manifest.Job("nightly"));
        await api.UntilAsync("spilled", pod => pod.Phase == PodPhase.Running);
        await api.UntilAsync("steady", pod => pod.Phase == PodPhase.Running);

        var status = await ApiFixture.UntilAsync(
            () => api.GetAsync($"{Ask.Burst}/status"), answer => answer.At("jobs/0/running")?.ToString() == "2" && answer.At("waiting/reasons/0") is not null);

        Assert.Equal("300", status.At("nodes/1/cpuMillis/used")!.ToString());
        Assert.Equal("2000", status.At("nodes/1/cpuMillis/capacity")!.ToString());
        Assert.Equal("vm", status.At("nodes/1/kind")!.ToString());
        Assert.True(decimal.Parse(status.At("nodes/1/pricePerHour")!.ToString()) > 0);
        Assert.Equal(("1", "1"), (status.At("spilled/live")!.ToString(), status.At("spilled/billed")!.ToString()));
        Assert.Equal("1", status.At("waiting/count")!.ToString());
        Assert.Contains("insufficient cpu", status.At("waiting/reasons/0/reason")!.ToString());
        Assert.Equal("""{"aci":1,"vm":3}""", status.At("pods/byTier")!.ToJsonString());
        Assert.Equal("""{"Pending":1,"Running":4}""", status.At("pods/byPhase")!.ToJsonString());
        Assert.True(decimal.Parse(status.At("runRate/perHour")!.ToString()) > 0);
    }

    [Fact]
    public async Task Cost_JsonAndCsv()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        await api.UntilAsync("one", pod => pod.Phase == PodPhase.Running);

        // Used within the very millisecond in which the question is asked is not used yet.
        var json = await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Burst}/cost?since=1h&by=node"), answer => answer.At("podsRun")?.ToString() != "0");
        var csv = await api.GetAsync($"{Ask.Burst}/cost?format=csv");

        Assert.Equal("node", json.At("grouping")!.ToString());
        Assert.Equal("1", json.At("podsRun")!.ToString());
        var (from, to) = (DateTimeOffset.Parse(json.At("from")!.ToString()), DateTimeOffset.Parse(json.At("to")!.ToString()));
        Assert.True(to - from < TimeSpan.FromMinutes(10), "The window begins with the first use.");
        Assert.StartsWith("kind,namespace,workload,node,tier", csv.Text);
        Assert.StartsWith("text/csv", csv.Response.ContentType);
    }

    [Fact]
    public async Task Usage_HasTheRecordOfEachPodAndNode()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        await api.UntilAsync("one", pod => pod.Phase == PodPhase.Running);

        var usage = await api.GetAsync($"{Ask.Burst}/usage?since=1h");

        var lines = usage.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id,kind,namespace,pod,workload,node,tier,cpuMillis,memoryMib,startedAt,endedAt", lines[0]);
        Assert.Matches("^pod/[0-9a-f-]{36},podOnVm,default,one,Pod/one,vm-1,vm,[0-9]+,[0-9]+,20[0-9T:.-]+Z,$", Assert.Single(lines, line => line.StartsWith("pod/", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("node/vm-1/", StringComparison.Ordinal));
        Assert.Equal(400, (await api.GetAsync($"{Ask.Burst}/usage?since=tomorrow")).Status);
    }

    [Fact]
    public async Task Cost_OfUseThatBeganAfterNow_AsWhenTheClockWasSetBack_IsNothing()
    {
        await using var api = await ApiFixture.StartAsync(clock: new LateClock());

        var cost = await api.GetAsync($"{Ask.Burst}/cost");

        Assert.Equal((200, "0"), (cost.Status, cost.At("podsRun")!.ToString()));
        Assert.Equal(cost.At("to")!.ToString(), cost.At("from")!.ToString());
    }

    [Theory]
    [InlineData("since=tomorrow", "30m, 1h or 7d")]
    [InlineData("since=1x", "RFC 3339")]
    [InlineData("since=0h", "more than nothing")]
    [InlineData("since=9999d", "at most")]
    [InlineData("since=2999-01-01T00:00:00Z", "in the future")]
    [InlineData("since=2025-03-01", "RFC 3339")]
    [InlineData("by=color", "workload, node, tier and namespace")]
    [InlineData("format=xml", "json and csv")]
    public async Task Cost_BadParameter_SaysWhatIsAccepted(string query, string accepted)
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.GetAsync($"{Ask.Burst}/cost?{query}");

        Assert.Equal((400, "BadRequest"), (refused.Status, refused.Reason));
        Assert.Contains(accepted, refused.Message);
    }

    [Fact]
    public async Task Audit_HasEveryWriteAndHowItEnded()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));
        await api.PatchAsync("/api/v1/nodes/vm-1", """{"spec":{"unschedulable":true}}""");
        await api.DeleteAsync($"{Ask.ConfigMaps}/settings");
        await api.GetAsync(Ask.ConfigMaps);

        var audit = await api.GetAsync($"{Ask.Burst}/audit?limit=10");

        Assert.Equal(
            [
                $"alice delete {Ask.ConfigMaps}/settings 200", "alice patch /api/v1/nodes/vm-1 200", $"alice create {Ask.ConfigMaps} 409",
                $"alice create {Ask.ConfigMaps} 201",
            ],
            audit.At("items")!.AsArray().Select(entry => $"{entry!["user"]} {entry["verb"]} {entry["path"]} {entry["status"]}"));
    }

    [Fact]
    public async Task Audit_OfAWrite_IsInItsCommit()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);

        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));

        var commit = Assert.Single(api.Store.Commits, commit => commit.Audit.Count > 0);
        Assert.Single(commit.Changes);
    }

    [Fact]
    public async Task Node_CordonLabelDelete()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        await api.UntilAsync("one", pod => pod.Phase == PodPhase.Running);

        var cordoned = await api.PatchAsync("/api/v1/nodes/vm-1", """{"spec":{"unschedulable":true},"metadata":{"labels":{"rack":"r1"}}}""");
        var table = await api.TableAsync("/api/v1/nodes/vm-1");
        var mislabelled = await api.PatchAsync("/api/v1/nodes/vm-1", """{"metadata":{"labels":{"rack":"r 1"}}}""");
        var busy = await api.DeleteAsync("/api/v1/nodes/vm-1");
        var refused = await api.PatchAsync("/api/v1/nodes/vm-1", """{"spec":{"podCIDR":"10.0.0.0/24"}}""");
        await api.DeleteAsync($"{Ask.Pods}/one");
        await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Pods}/one"), answer => answer.Status == 404);
        var removed = await api.DeleteAsync("/api/v1/nodes/vm-1");

        Assert.Equal("true", cordoned.At("spec/unschedulable")!.ToString());
        Assert.Equal(
            ["NodeNotSchedulable"],
            (await api.GetAsync("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dvm-1")).At("items")!.AsArray()
                .Select(item => item!["reason"]!.ToString()));
        Assert.Equal("r1", cordoned.At("metadata/labels/rack")!.ToString());
        Assert.Equal("Ready,SchedulingDisabled", table.At("rows/0/cells/1")!.ToString());
        Assert.StartsWith("Node \"vm-1\" is invalid: metadata.labels", mislabelled.Message);
        Assert.Equal((409, "Conflict"), (busy.Status, busy.Reason));
        Assert.Contains("kubectl cordon vm-1", busy.Message);
        Assert.Equal(422, refused.Status);
        Assert.Equal("spec.podCIDR", refused.At("details/causes/0/field")!.ToString());
        Assert.Equal("Success", removed.At("status")!.ToString());
        Assert.Equal(405, (await api.PostAsync("/api/v1/nodes", "{}")).Status);
    }

    [Fact]
    public async Task Node_Uncordon_WithNullOrFalse()
    {
        await using var api = await ApiFixture.StartAsync();

        foreach (var off in (string[])["null", "false"])
        {
            await api.PatchAsync("/api/v1/nodes/vm-1", """{"spec":{"unschedulable":true}}""");
            var uncordoned = await api.PatchAsync("/api/v1/nodes/vm-1", $$"""{"spec":{"unschedulable":{{off}}} }""", "application/strategic-merge-patch+json");
            Assert.Null(uncordoned.At("spec/unschedulable"));
        }
    }

    [Fact]
    public async Task StoreCannotWrite_IsUnavailable_AndReadsGoOn()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        api.Store.FailNextCommit(CommitFault.BeforeApplying);

        var refused = await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));

        Assert.Equal((503, "ServiceUnavailable"), (refused.Status, refused.Reason));
        Assert.Equal(200, (await api.GetAsync("/api/v1/nodes")).Status);
        Assert.Equal(404, (await api.GetAsync($"{Ask.ConfigMaps}/settings")).Status);
    }

    [Fact]
    public async Task LoopBusy_IsTooManyRequestsWithRetryAfter()
    {
        await using var api = ApiFixture.Stuck(queueCapacity: 0);

        var refused = await api.GetAsync("/api/v1/nodes");

        Assert.Equal((429, "TooManyRequests"), (refused.Status, refused.Reason));
        Assert.Equal("1", refused.Response.Headers["Retry-After"]);
    }

    [Theory]
    [InlineData("GET", "/api/v2/pods", 404, "NotFound")]
    [InlineData("GET", "/", 404, "NotFound")]
    [InlineData("DELETE", Ask.Pods, 405, "MethodNotAllowed")]
    [InlineData("HEAD", "/api/v1/nodes", 405, "MethodNotAllowed")]
    [InlineData("POST", Ask.Pods, 400, "BadRequest")]
    [InlineData("PUT", $"{Ask.ConfigMaps}/x", 400, "BadRequest")]
    public async Task Refusals_AreStatusObjects(string method, string path, int status, string reason)
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.SendAsync(method, path, "[1]");

        Assert.Equal((status, reason), (refused.Status, refused.Reason));
        Assert.Equal(("Status", "Failure", $"{status}"), (refused.At("kind")!.ToString(), refused.At("status")!.ToString(), refused.At("code")!.ToString()));
    }

    [Fact]
    public async Task Body_TooLarge_Is413_AndOfAnotherTypeIs415()
    {
        await using var api = await ApiFixture.StartAsync(new ApiOptions { BodyBytesMax = 100 });

        var large = await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings", new string('x', 200)));
        var foreign = await api.SendAsync("POST", Ask.ConfigMaps, "{}", "application/vnd.kubernetes.protobuf");

        Assert.Equal(413, large.Status);
        Assert.Equal((415, "UnsupportedMediaType"), (foreign.Status, foreign.Reason));
    }
}
