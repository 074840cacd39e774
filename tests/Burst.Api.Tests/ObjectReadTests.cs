using Burst.Api.Tests.Support;
using Burst.Core.Pods;

namespace Burst.Api.Tests;

public sealed class ObjectReadTests
{
    [Fact]
    public async Task List_AllNamespacesAndOne()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync("/api/v1/namespaces", Manifest.Namespace("team-a"));
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("one"));
        await api.PostAsync("/api/v1/namespaces/team-a/configmaps", Manifest.ConfigMap("two"));

        var all = await api.GetAsync("/api/v1/configmaps");
        var some = await api.GetAsync("/api/v1/namespaces/team-a/configmaps");

        Assert.Equal(["one", "two"], all.Names);
        Assert.Equal(["two"], some.Names);
        Assert.Equal(("ConfigMapList", "v1"), (all.At("kind")!.ToString(), all.At("apiVersion")!.ToString()));
        Assert.NotEmpty(all.At("metadata/resourceVersion")!.ToString());
        Assert.Equal(["default", "team-a"], (await api.GetAsync("/api/v1/namespaces")).Names);
    }

    [Theory]
    [InlineData("app=web", "a")]
    [InlineData("app==web", "a")]
    [InlineData("app!=web", "b c")]
    [InlineData("app in (web, db)", "a b")]
    [InlineData("app notin (web)", "b c")]
    [InlineData("app", "a b")]
    [InlineData("!app", "c")]
    [InlineData("app in (web,db),tier=front", "a")]
    public async Task List_LabelSelector_Selects(string selector, string expected)
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("a", labels: """{"app":"web","tier":"front"}"""));
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("b", labels: """{"app":"db"}"""));
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("c"));

        var found = await api.GetAsync($"{Ask.ConfigMaps}?labelSelector={Uri.EscapeDataString(selector)}");

        Assert.Equal(expected.Split(' '), found.Names);
    }

    [Theory]
    [InlineData("labelSelector", "app in web", "key in (a,b)")]
    [InlineData("labelSelector", "=web", "key=value")]
    [InlineData("fieldSelector", "spec.color=red", "status.phase")]
    [InlineData("fieldSelector", "status.phase", "field=value")]
    [InlineData("limit", "many", "1 to 5000")]
    [InlineData("limit", "-1", "1 to 5000")]
    [InlineData("continue", "!!", "list again")]
    [InlineData("continue", "YWJj", "list again")]
    public async Task List_BadQuery_SaysWhatIsAccepted(string parameter, string value, string accepted)
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.GetAsync($"{Ask.Pods}?{parameter}={Uri.EscapeDataString(value)}");

        Assert.Equal((400, "BadRequest"), (refused.Status, refused.Reason));
        Assert.StartsWith(parameter, refused.Message);
        Assert.Contains(accepted, refused.Message);
    }

    [Fact]
    public async Task List_FieldSelector_SelectsPodsByPhaseAndNode()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("big", cpu: "64"));
        await api.PostAsync(Ask.Pods, Manifest.Pod("small"));
        await api.UntilAsync("small", pod => pod.Phase == PodPhase.Running);

        Assert.Equal(["small"], (await api.GetAsync($"{Ask.Pods}?fieldSelector=status.phase%3DRunning")).Names);
        Assert.Equal(["big"], (await api.GetAsync($"{Ask.Pods}?fieldSelector=status.phase!%3DRunning")).Names);
        Assert.Equal(["small"], (await api.GetAsync($"{Ask.Pods}?fieldSelector=spec.nodeName%3Dvm-1,metadata.namespace%3Ddefault")).Names);
        Assert.Equal(["big"], (await api.GetAsync($"{Ask.Pods}?fieldSelector=metadata.name%3Dbig")).Names);
    }

    [Fact]
    public async Task List_Limit_PagesWithoutGapsOrRepeats()
    {
        await using var api = await ApiFixture.StartAsync(new ApiOptions { ListItemsDefault = 4, ListItemsMax = 5 });
        foreach (var i in Enumerable.Range(0, 9))
            await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap($"map-{i}"));

        var first = await api.GetAsync($"{Ask.ConfigMaps}?limit=3");
        var second = await api.GetAsync($"{Ask.ConfigMaps}?limit=100&continue={first.At("metadata/continue")}");
        var third = await api.GetAsync($"{Ask.ConfigMaps}?continue={second.At("metadata/continue")}");

        Assert.Equal((3, 5, 1), (first.Names.Length, second.Names.Length, third.Names.Length));
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"map-{i}"), [.. first.Names, .. second.Names, .. third.Names]);
        Assert.Null(third.At("metadata/continue"));
        Assert.Equal(4, (await api.GetAsync(Ask.ConfigMaps)).Names.Length);
    }

    [Fact]
    public async Task List_Watch_IsNotAllowedAndSaysWhatToDo()
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.GetAsync($"{Ask.Pods}?watch=true");

        Assert.Equal((405, "MethodNotAllowed"), (refused.Status, refused.Reason));
        Assert.Contains("list again", refused.Message);
    }

    [Fact]
    public async Task Get_Missing_IsNotFoundInKubernetesWords()
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.GetAsync($"{Ask.Deployments}/web");

        Assert.Equal((404, "NotFound"), (refused.Status, refused.Reason));
        Assert.Equal("deployments.apps \"web\" not found", refused.Message);
    }

    [Fact]
    public async Task Table_Pods_HasTheColumnsKubectlShows()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("small"));
        await api.UntilAsync("small", pod => pod.Phase == PodPhase.Running);

        var table = await api.TableAsync(Ask.Pods);

        Assert.Equal("Table", table.At("kind")!.ToString());
        Assert.Equal(["Name", "Ready", "Status", "Restarts", "Age"], Columns(table, wide: false));
        Assert.Equal(["Node", "Tier", "IP", "DNS Name"], Columns(table, wide: true));
        Assert.Equal("small 1/1 Running 0", string.Join(" ", Cells(table).Take(4)));
        Assert.Equal("vm-1 vm 10.0.0.7 <none>", string.Join(" ", Cells(table).Skip(5)));
        Assert.Equal("PartialObjectMetadata", table.At("rows/0/object/kind")!.ToString());
        Assert.Equal("small", table.At("rows/0/object/metadata/name")!.ToString());
    }

    [Theory]
    [InlineData("/api/v1/nodes", "Name Status Roles Age Version")]
    [InlineData("/api/v1/namespaces", "Name Status Age")]
    [InlineData(Ask.Deployments, "Name Ready Up-to-date Available Age")]
    [InlineData(Ask.Jobs, "Name Status Completions Duration Age")]
    [InlineData(Ask.ConfigMaps, "Name Data Age")]
    [InlineData(Ask.Secrets, "Name Type Data Age")]
    [InlineData("/api/v1/events", "Last Seen Type Reason Object Message")]
    [InlineData("/apis/burst.dev/v1/burstpolicies", "Name Mode After Tiers Max Pods Max Spend Per Hour Age")]
    public async Task Table_OfEachKind_HasOneCellForEachColumn(string path, string expected)
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));
        await api.PostAsync(Ask.Jobs, Manifest.Job("nightly"));
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));
        await api.PostAsync(Ask.Secrets, Manifest.Secret("keys", "aHVudGVyMg=="));
        await api.ApplyAsync("apiVersion: burst.dev/v1\nkind: BurstPolicy\nmetadata: {name: spill}\nspec: {mode: overflow, after: 5s}");

        var table = await api.TableAsync(path);

        Assert.Equal(expected, string.Join(" ", Columns(table, wide: false)));
        Assert.NotEmpty(table.At("rows")!.AsArray());
        Assert.All(table.At("rows")!.AsArray(), row => Assert.Equal(table.At("columnDefinitions")!.AsArray().Count, row!["cells"]!.AsArray().Count));
    }

    [Fact]
    public async Task Table_OfOneObject_AndWithWholeObjects()
    {
        await using var api = await ApiFixture.StartAsync();

        var one = await api.TableAsync("/api/v1/nodes/vm-1?includeObject=Object");
        var plain = await api.GetAsync("/api/v1/nodes/vm-1", "application/json");
        var refused = await api.TableAsync("/api/v1/nodes?includeObject=Some");

        Assert.Equal("Node", one.At("rows/0/object/kind")!.ToString());
        Assert.Equal("Node", plain.At("kind")!.ToString());
        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task Node_Virtual_HasTaintLabelsAndCapacity()
    {
        await using var api = await ApiFixture.StartAsync();

        var node = await api.GetAsync("/api/v1/nodes/aci-eastus");

        Assert.Equal("virtual-kubelet", Value(node, "metadata/labels", "type"));
        Assert.Equal("agent", Value(node, "metadata/labels", "kubernetes.io/role"));
        Assert.Equal("""{"key":"virtual-kubelet.io/provider","value":"azure","effect":"NoSchedule"}""", node.At("spec/taints/0")!.ToJsonString());
        Assert.Equal("aci", Value(node, "metadata/labels", "burst.dev/tier"));
        Assert.Equal("100", Value(node, "status/capacity", "cpu"));
        Assert.Equal("True", node.At("status/conditions/0/status")!.ToString());
        Assert.Equal(["aci-eastus"], (await api.GetAsync("/api/v1/nodes?labelSelector=burst.dev/tier%3Daci")).Names);
        Assert.Null((await api.GetAsync("/api/v1/nodes/vm-1")).At("spec/taints"));
    }

    [Fact]
    public async Task Job_Status_CountsAndCompletes()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Jobs, Manifest.Job("nightly"));
        var running = await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Jobs}/nightly"), answer => answer.At("status/ready")?.ToString() == "2");

        foreach (var launch in api.Vm.Launches)
            api.Vm.End(launch.Uid, PodPhase.Succeeded);
        var done = await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Jobs}/nightly"), answer => answer.At("status/succeeded")?.ToString() == "2");

        Assert.Equal("2", running.At("status/active")!.ToString());
        Assert.NotNull(running.At("status/startTime"));
        Assert.NotNull(done.At("status/completionTime"));
        Assert.Equal("Complete", done.At("status/conditions/0/type")!.ToString());
        var pods = await api.GetAsync(Ask.Pods);
        Assert.Equal("nightly", pods.At("items/0/metadata/ownerReferences/0/name")!.ToString());
        Assert.Equal("0", pods.At("items/0/status/containerStatuses/0/state/terminated/exitCode")!.ToString());
    }

    [Fact]
    public async Task Events_OfAnObject_NewestFirst()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("small"));
        await api.PostAsync(Ask.Pods, Manifest.Pod("big", cpu: "64"));
        await api.UntilAsync("small", pod => pod.Phase == PodPhase.Running);

        var small = await api.GetAsync("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dsmall,involvedObject.kind%3DPod");
        var one = await api.GetAsync($"/api/v1/namespaces/default/events/{small.Names[0]}");
        var page = await api.GetAsync("/api/v1/events?limit=1");
        var rest = await api.GetAsync($"/api/v1/events?continue={page.At("metadata/continue")}");

        Assert.Equal(["Started", "Scheduled"], small.At("items")!.AsArray().Select(item => item!["reason"]!.ToString()));
        Assert.Equal("Started", one.At("reason")!.ToString());
        Assert.Equal((await api.GetAsync("/api/v1/events")).Names, page.Names.Concat(rest.Names));
    }

    [Fact]
    public async Task Discovery_LeadsToEveryKind()
    {
        await using var api = await ApiFixture.StartAsync();

        var groups = (await api.GetAsync("/apis")).At("groups")!.AsArray().Select(group => group!["preferredVersion"]!["groupVersion"]!.ToString()).ToList();
        var lists = new List<Answer> { await api.GetAsync("/api/v1") };
        foreach (var group in groups)
            lists.Add(await api.GetAsync($"/apis/{group}"));

        Assert.Equal(["apps/v1", "batch/v1", "burst.dev/v1", "policy/v1", "scheduling.k8s.io/v1", "metrics.k8s.io/v1beta1", "coordination.k8s.io/v1"], groups);
        var names = lists.SelectMany(list => list.At("resources")!.AsArray()).Select(resource => resource!["name"]!.ToString()).ToList();
        Assert.Equal(
            [
                "burstpolicies", "configmaps", "deployments", "deployments/scale", "events", "jobs", "leases", "namespaces", "nodes", "nodes", "poddisruptionbudgets", "pods",
                "pods", "pods/eviction", "pods/log", "priorityclasses", "resourcequotas", "secrets",
            ],
            names.Order(StringComparer.Ordinal));
        Assert.Equal("APIVersions", (await api.GetAsync("/api")).At("kind")!.ToString());
        Assert.Equal("1", (await api.GetAsync("/version")).At("major")!.ToString());
        Assert.Equal(404, (await api.GetAsync("/openapi/v2")).Status);
    }

    private static string[] Columns(Answer table, bool wide) => [.. table.At("columnDefinitions")!.AsArray()
        .Where(column => column!["priority"]!.GetValue<int>() == (wide ? 1 : 0)).Select(column => column!["name"]!.ToString())];

    private static string[] Cells(Answer table) => [.. table.At("rows/0/cells")!.AsArray().Select(cell => cell!.ToString())];

    private static string Value(Answer answer, string path, string key) => answer.At(path)![key]!.ToString();
}
