using Burst.Api.Tests.Support;

namespace Burst.Api.Tests;

public sealed class ApplyTests
{
    private const string Two = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: team-a}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: team-a}
        data: {key: one}
        """;

    [Fact]
    public async Task Apply_NamespaceDeclaredEarlier_SatisfiesWhatFollows()
    {
        await using var api = await ApiFixture.StartAsync();

        var first = await api.ApplyAsync(Two);
        var again = await api.ApplyAsync(Two);
        var changed = await api.ApplyAsync(Two.Replace("one", "two"));

        Assert.Equal(["created", "created"], Actions(first));
        Assert.Equal(["unchanged", "unchanged"], Actions(again));
        Assert.Equal(["unchanged", "configured"], Actions(changed));
        Assert.Equal("two", (await api.GetAsync("/api/v1/namespaces/team-a/configmaps/settings")).At("data/key")!.ToString());
    }

    [Fact]
    public async Task Apply_OneRefusal_AppliesNothingAndNamesEveryProblem()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));

        var refused = await api.ApplyAsync($"""
            apiVersion: v1
            kind: ConfigMap
            metadata: {"{name: settings}"}
            ---
            {Manifest.Deployment("web", app: "other").ReplaceLineEndings(" ")}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {"{name: lost, namespace: nowhere}"}
            """);

        Assert.Equal((422, "Invalid"), (refused.Status, refused.Reason));
        var causes = refused.At("details/causes")!.AsArray().Select(cause => cause!["message"]!.ToString()).ToList();
        Assert.Equal(2, causes.Count);
        Assert.Contains("test.yaml:5: Deployment web: spec.selector", causes[0]);
        Assert.Contains("test.yaml:7: ConfigMap lost: metadata.namespace: namespaces \"nowhere\" not found", causes[1]);
        Assert.Equal(404, (await api.GetAsync($"{Ask.ConfigMaps}/settings")).Status);
    }

    [Fact]
    public async Task Apply_ManifestErrors_AreCausesWithFileLineAndPath()
    {
        await using var api = await ApiFixture.StartAsync();

        var refused = await api.ApplyAsync("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Bad_Name\ndata:\n  key: 1\n");

        Assert.Equal(422, refused.Status);
        Assert.All(refused.At("details/causes")!.AsArray(), cause => Assert.StartsWith("test.yaml:", cause!["message"]!.ToString()));
        Assert.Contains("metadata.name", refused.At("details/causes")!.AsArray().Select(cause => cause!["field"]!.ToString()));
    }

    [Fact]
    public async Task Apply_IsOneCommit_AndDryRunIsNone()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);

        var dry = await api.ApplyAsync(Two, "dryRun=All");
        var afterDry = await api.GetAsync("/api/v1/namespaces/team-a");
        await api.ApplyAsync(Two);

        Assert.Equal(["created", "created"], Actions(dry));
        Assert.Equal(404, afterDry.Status);
        var commit = Assert.Single(api.Store.Commits, commit => commit.Audit.Count > 0);
        Assert.Equal(2, commit.Changes.Count);
        Assert.Equal(
            ["/apis/burst.dev/v1/apply", "/api/v1/namespaces/team-a", "/api/v1/namespaces/team-a/configmaps/settings"],
            commit.Audit.Select(entry => entry.Path));
    }

    [Fact]
    public async Task Apply_DefaultNamespaceFromQuery_AndExportedObjectsApplyAgain()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync("/api/v1/namespaces", Manifest.Namespace("team-a"));
        await api.ApplyAsync(Manifest.Deployment("web"), "namespace=team-a");

        var exported = await api.GetAsync("/apis/apps/v1/namespaces/team-a/deployments/web");
        var applied = await api.ApplyAsync(exported.Text);

        Assert.Equal(["unchanged"], Actions(applied));
    }

    [Fact]
    public async Task Apply_ToWhatIsBeingDeleted_SaysToWait()
    {
        await using var api = await ApiFixture.StartAsync();
        api.Vm.HoldsDeletes = true;
        await api.ApplyAsync(Manifest.Deployment("web"));
        await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Deployments}/web"), answer => answer.At("status/readyReplicas")?.ToString() == "1");
        await api.DeleteAsync($"{Ask.Deployments}/web");

        var applied = await api.ApplyAsync(Manifest.Deployment("web"));
        var created = await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));

        Assert.Equal(422, applied.Status);
        Assert.Contains("Deployment web: it is being deleted; wait", applied.At("details/causes/0/message")!.ToString());
        Assert.Equal((409, "Conflict"), (created.Status, created.Reason));
    }

    [Fact]
    public async Task Apply_MoreObjectsThanAllowed_IsRefused()
    {
        await using var api = await ApiFixture.StartAsync(new ApiOptions { ApplyObjectsMax = 1 });

        Assert.Equal(413, (await api.ApplyAsync(Two)).Status);
        Assert.Equal(404, (await api.GetAsync("/api/v1/namespaces/team-a")).Status);
    }

    private static string[] Actions(Answer answer) => [.. answer.At("items")!.AsArray().Select(item => item!["action"]!.ToString())];
}
