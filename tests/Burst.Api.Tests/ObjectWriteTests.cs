using Burst.Api.Tests.Support;
using Burst.Core.Pods;

namespace Burst.Api.Tests;

public sealed class ObjectWriteTests
{
    [Fact]
    public async Task Create_ConfigMap_GetsIdentityAndCanBeRead()
    {
        await using var api = await ApiFixture.StartAsync();

        var created = await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));

        Assert.Equal(201, created.Status);
        Assert.True(Guid.TryParse(created.At("metadata/uid")!.ToString(), out _));
        Assert.Equal("1", created.At("metadata/generation")!.ToString());
        Assert.NotEqual("0", created.At("metadata/resourceVersion")!.ToString());
        var read = await api.GetAsync($"{Ask.ConfigMaps}/settings");
        Assert.Equal("one", read.At("data/key")!.ToString());
        Assert.Equal(created.At("metadata/uid")!.ToString(), read.At("metadata/uid")!.ToString());
    }

    [Fact]
    public async Task Create_Twice_IsAlreadyExists()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));

        var again = await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));

        Assert.Equal((409, "AlreadyExists"), (again.Status, again.Reason));
        Assert.Equal("Status", again.At("kind")!.ToString());
        Assert.Equal("settings", again.At("details/name")!.ToString());
    }

    [Fact]
    public async Task Create_InMissingNamespace_NamesItAndTheRemedy()
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.PostAsync("/api/v1/namespaces/team-a/configmaps", Manifest.ConfigMap("settings"));

        Assert.Equal((404, "NotFound"), (refused.Status, refused.Reason));
        Assert.Contains("team-a", refused.Message);
        Assert.Contains("kubectl create namespace team-a", refused.Message);
    }

    [Fact]
    public async Task Create_Pod_IsPlacedAndRuns()
    {
        await using var api = await ApiFixture.StartAsync();

        Assert.Equal(201, (await api.PostAsync(Ask.Pods, Manifest.Pod("one"))).Status);

        await api.UntilAsync("one", pod => pod.Phase == PodPhase.Running);
        var read = await api.GetAsync($"{Ask.Pods}/one");
        Assert.Equal("vm-1", read.At("spec/nodeName")!.ToString());
        Assert.Equal("Running", read.At("status/phase")!.ToString());
        Assert.Equal("10.0.0.7", read.At("status/podIP")!.ToString());
        Assert.NotNull(read.At("status/containerStatuses/0/state/running/startedAt"));
        Assert.Equal("vm", read.At("status/burst/tier")!.ToString());
    }

    [Fact]
    public async Task Create_BadManifest_ListsEveryErrorWithItsPath()
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.PostAsync(Ask.Deployments, Manifest.Deployment("web").Replace("\"replicas\":1", "\"replicas\":-1,\"paws\":4"));

        Assert.Equal((422, "Invalid"), (refused.Status, refused.Reason));
        var fields = refused.At("details/causes")!.AsArray().Select(cause => cause!["field"]!.ToString()).ToList();
        Assert.Contains("spec.replicas", fields);
        Assert.Contains("spec.paws", fields);
        Assert.StartsWith("Deployment \"web\" is invalid: ", refused.Message);
    }

    [Fact]
    public async Task Create_WithWhatMayNotBeMeant_Warns()
    {
        await using var api = await ApiFixture.StartAsync();

        var created = await api.PostAsync(Ask.Pods, Manifest.Pod("one").Replace("\"spec\":{", "\"spec\":{\"nodeName\":\"vm-1\","));

        Assert.Equal(201, created.Status);
        Assert.StartsWith("299 - \"", created.Response.Headers["Warning"]);
        Assert.Contains("nodeName", created.Response.Headers["Warning"]);
    }

    [Fact]
    public async Task Create_OtherKindThanThePath_IsBadRequest()
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.PostAsync(Ask.Pods, Manifest.ConfigMap("settings"));

        Assert.Equal((400, "BadRequest"), (refused.Status, refused.Reason));
        Assert.Contains("a Pod is expected", refused.Message);
    }

    [Fact]
    public async Task Replace_WithAnOldResourceVersion_IsConflict()
    {
        await using var api = await ApiFixture.StartAsync();
        var created = await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));
        var version = created.At("metadata/resourceVersion")!.ToString();
        string At(string value) => Manifest.ConfigMap("settings", value, extra: $$""","resourceVersion":"{{version}}" """);

        var first = await api.PutAsync($"{Ask.ConfigMaps}/settings", At("two"));
        var second = await api.PutAsync($"{Ask.ConfigMaps}/settings", At("three"));

        Assert.Equal(200, first.Status);
        Assert.Equal("two", first.At("data/key")!.ToString());
        Assert.Equal((409, "Conflict"), (second.Status, second.Reason));
        Assert.Equal("two", (await api.GetAsync($"{Ask.ConfigMaps}/settings")).At("data/key")!.ToString());
    }

    [Fact]
    public async Task Replace_TemplateOfDeployment_BumpsGeneration_LabelsDoNot()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));

        var labelled = await api.PatchAsync($"{Ask.Deployments}/web", """{"metadata":{"labels":{"team":"a"}}}""");
        var changed = await api.PutAsync($"{Ask.Deployments}/web", Manifest.Deployment("web", image: "burst/echo"));

        Assert.Equal("1", labelled.At("metadata/generation")!.ToString());
        Assert.Equal("2", changed.At("metadata/generation")!.ToString());
        Assert.Equal("2", changed.At("status/observedGeneration")!.ToString());
    }

    [Fact]
    public async Task Replace_ImmutableField_IsInvalidWithItsPath()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));
        await api.PostAsync(Ask.Jobs, Manifest.Job("nightly"));
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));

        var deployment = await api.PutAsync($"{Ask.Deployments}/web", Manifest.Deployment("web", app: "other"));
        var job = await api.PutAsync($"{Ask.Jobs}/nightly", Manifest.Job("nightly", completions: 3, image: "burst/cpu"));
        var pod = await api.PutAsync($"{Ask.Pods}/one", Manifest.Pod("one", cpu: "200m"));

        Assert.Equal(["spec.selector"], Fields(deployment));
        Assert.Equal(["spec.template", "spec.completions"], Fields(job));
        Assert.Equal(["spec"], Fields(pod));
        Assert.All([deployment, job, pod], refused => Assert.Equal(422, refused.Status));
    }

    [Fact]
    public async Task Patch_MergesAndRemovesWithNull()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));

        var patched = await api.PatchAsync($"{Ask.ConfigMaps}/settings", """{"data":{"key":null,"other":"2"}}""");

        Assert.Equal(200, patched.Status);
        Assert.Equal("""{"other":"2"}""", patched.At("data")!.ToJsonString());
    }

    [Fact]
    public async Task Patch_Strategic_ChangesOneContainersImageAndKeepsTheRest()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));

        var patched = await api.PatchAsync(
            $"{Ask.Deployments}/web",
            """{"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"main"}],"containers":[{"name":"main","image":"burst/echo"}]}}}}""",
            "application/strategic-merge-patch+json");

        Assert.Equal(200, patched.Status);
        Assert.Equal("burst/echo", patched.At("spec/template/spec/containers/0/image")!.ToString());
        Assert.Equal("100m", patched.At("spec/template/spec/containers/0/resources/requests/cpu")!.ToString());
    }

    [Fact]
    public async Task Patch_Apply_CreatesThenReplaces()
    {
        await using var api = await ApiFixture.StartAsync();
        const string Yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  key: VALUE\n";

        var created = await api.PatchAsync($"{Ask.ConfigMaps}/settings", Yaml, "application/apply-patch+yaml");
        var replaced = await api.PatchAsync($"{Ask.ConfigMaps}/settings", Yaml.Replace("VALUE", "two"), "application/apply-patch+yaml");

        Assert.Equal((201, 200), (created.Status, replaced.Status));
        Assert.Equal("two", replaced.At("data/key")!.ToString());
    }

    [Fact]
    public async Task Patch_UnknownType_SaysWhatIsAccepted()
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.PatchAsync($"{Ask.ConfigMaps}/settings", "[]", "application/json-patch+json");

        Assert.Equal((415, "UnsupportedMediaType"), (refused.Status, refused.Reason));
        Assert.Contains("application/merge-patch+json", refused.Message);
    }

    [Fact]
    public async Task Scale_GetPutPatch_ChangeReplicasAndBumpGeneration()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));

        var before = await api.GetAsync($"{Ask.Deployments}/web/scale");
        var patched = await api.PatchAsync($"{Ask.Deployments}/web/scale", """{"spec":{"replicas":3}}""");
        var refused = await api.PatchAsync($"{Ask.Deployments}/web/scale", """{"spec":{"replicas":-1}}""");

        Assert.Equal("Scale", before.At("kind")!.ToString());
        Assert.Equal("1", before.At("spec/replicas")!.ToString());
        Assert.Equal("3", patched.At("spec/replicas")!.ToString());
        Assert.Equal("app=web", patched.At("status/selector")!.ToString());
        Assert.Equal(422, refused.Status);
        Assert.Equal("2", (await api.GetAsync($"{Ask.Deployments}/web")).At("metadata/generation")!.ToString());
    }

    [Fact]
    public async Task Delete_DataGoesAtOnce_PodsEndFirst()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));
        await api.PostAsync(Ask.Pods, Manifest.Pod("one"));
        await api.UntilAsync("one", pod => pod.Phase == PodPhase.Running);

        var map = await api.DeleteAsync($"{Ask.ConfigMaps}/settings");
        var pod = await api.DeleteAsync($"{Ask.Pods}/one", """{"gracePeriodSeconds":1,"propagationPolicy":"Background"}""");

        Assert.Equal("Success", map.At("status")!.ToString());
        Assert.Equal(404, (await api.GetAsync($"{Ask.ConfigMaps}/settings")).Status);
        Assert.NotNull(pod.At("metadata/deletionTimestamp"));
        Assert.Equal("1", pod.At("metadata/deletionGracePeriodSeconds")!.ToString());
        await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Pods}/one"), answer => answer.Status == 404);
    }

    [Fact]
    public async Task Delete_Deployment_TakesItsPodsAlong()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web", replicas: 2));
        await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Deployments}/web"), answer => answer.At("status/readyReplicas")?.ToString() == "2");

        await api.DeleteAsync($"{Ask.Deployments}/web");

        await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Deployments}/web"), answer => answer.Status == 404);
        Assert.Empty((await api.GetAsync(Ask.Pods)).Names);
    }

    [Fact]
    public async Task Delete_NamespaceDefault_IsForbidden_OthersEmptyFirst()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync("/api/v1/namespaces", Manifest.Namespace("team-a"));
        await api.PostAsync("/api/v1/namespaces/team-a/configmaps", Manifest.ConfigMap("settings"));

        Assert.Equal(403, (await api.DeleteAsync("/api/v1/namespaces/default")).Status);
        Assert.Equal(200, (await api.DeleteAsync("/api/v1/namespaces/team-a")).Status);

        await ApiFixture.UntilAsync(() => api.GetAsync("/api/v1/namespaces/team-a"), answer => answer.Status == 404);
        Assert.Empty((await api.GetAsync("/api/v1/configmaps")).Names);
    }

    [Fact]
    public async Task Delete_WrongUidInPreconditions_IsConflict()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));

        var refused = await api.DeleteAsync($"{Ask.ConfigMaps}/settings", """{"preconditions":{"uid":"other"}}""");

        Assert.Equal((409, "Conflict"), (refused.Status, refused.Reason));
        Assert.Equal(200, (await api.GetAsync($"{Ask.ConfigMaps}/settings")).Status);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("body")]
    public async Task DryRun_OnDelete_ChangesNothing(string where)
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.ConfigMaps, Manifest.ConfigMap("settings"));

        var answer = where == "query"
            ? await api.DeleteAsync($"{Ask.ConfigMaps}/settings?dryRun=All")
            : await api.DeleteAsync($"{Ask.ConfigMaps}/settings", """{"dryRun":["All"]}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(200, (await api.GetAsync($"{Ask.ConfigMaps}/settings")).Status);
    }

    [Fact]
    public async Task DryRun_DecidesAndCommitsNothing()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));
        var commits = api.Store.Commits.Sum(commit => commit.Audit.Count);

        var create = await api.PostAsync($"{Ask.ConfigMaps}?dryRun=All", Manifest.ConfigMap("settings"));
        var replace = await api.PutAsync($"{Ask.Deployments}/web?dryRun=All", Manifest.Deployment("web", replicas: 5));
        var refused = await api.PutAsync($"{Ask.Deployments}/web?dryRun=All", Manifest.Deployment("web", app: "other"));
        var unknown = await api.PostAsync($"{Ask.ConfigMaps}?dryRun=maybe", Manifest.ConfigMap("settings"));

        Assert.Equal(201, create.Status);
        Assert.Equal("5", replace.At("spec/replicas")!.ToString());
        Assert.Equal(422, refused.Status);
        Assert.Equal(400, unknown.Status);
        Assert.Equal(404, (await api.GetAsync($"{Ask.ConfigMaps}/settings")).Status);
        Assert.Equal("1", (await api.GetAsync($"{Ask.Deployments}/web")).At("spec/replicas")!.ToString());
        Assert.Equal(commits + 1, api.Store.Commits.Sum(commit => commit.Audit.Count));
    }

    private static string[] Fields(Answer answer) => [.. answer.At("details/causes")!.AsArray().Select(cause => cause!["field"]!.ToString())];
}
