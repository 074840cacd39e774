using Burst.Api.Tests.Support;

namespace Burst.Api.Tests;

public class RolloutTests
{
    private const string Rollout = Ask.Burst + "/namespaces/default/deployments/web";
    private const string Web = Ask.Deployments + "/web";

    [Fact]
    public async Task Status_IsKubernetesOfARollingUpdate()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web", replicas: 2));

        var done = await DoneAsync(api, 1);

        Assert.Equal("25%", done.At("spec/strategy/rollingUpdate/maxSurge")!.ToString());
        Assert.Equal("RollingUpdate", done.At("spec/strategy/type")!.ToString());
        foreach (var figure in (string[])["replicas", "updatedReplicas", "readyReplicas", "availableReplicas"])
            Assert.Equal("2", done.At($"status/{figure}")!.ToString());
        Assert.Equal("0", done.At("status/unavailableReplicas")!.ToString());
        Assert.Equal("1", done.At("status/observedGeneration")!.ToString());
        Assert.Equal(("Available", "True"), (done.At("status/conditions/0/type")!.ToString(), done.At("status/conditions/0/status")!.ToString()));
        Assert.Equal(("Progressing", "NewReplicaSetAvailable"), (done.At("status/conditions/1/type")!.ToString(), done.At("status/conditions/1/reason")!.ToString()));
    }

    [Fact]
    public async Task Undo_GoesBackToTheRevisionBefore_OrToTheOneThatIsNamed()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));
        await DoneAsync(api, 1);
        foreach (var image in (string[])["burst/echo", "burst/cpu"])
            await api.PatchAsync(Web, PatchTo(image));
        await DoneAsync(api, 3);

        var back = await api.PostAsync($"{Rollout}/undo", "");
        var after = await DoneAsync(api, 4);
        var again = await api.PostAsync($"{Rollout}/undo", """{"toRevision":4}""");
        var first = await api.PostAsync($"{Rollout}/undo", """{"toRevision":1}""");

        Assert.Equal(("2", "true"), (back.At("revision")!.ToString(), back.At("changed")!.ToString()));
        Assert.Equal("burst/echo", after.At("spec/template/spec/containers/0/image")!.ToString());
        Assert.Equal("try burst/echo", after.At("metadata/annotations")!["kubernetes.io/change-cause"]!.ToString());
        Assert.Equal("false", again.At("changed")!.ToString());
        Assert.Equal("true", first.At("changed")!.ToString());
        await DoneAsync(api, 5);
        var history = await api.GetAsync($"{Rollout}/history");
        Assert.Equal(["3 burst/cpu", "4 burst/echo", "5 burst/sleep"], history.At("items")!.AsArray().Select(
            item => $"{item!["revision"]} {item["template"]!["spec"]!["containers"]![0]!["image"]}"));
        Assert.Equal(["False", "False", "True"], history.At("items")!.AsArray().Select(item => ((bool)item!["current"]!).ToString()));
        Assert.Equal("try burst/cpu", history.At("items/0/changeCause")!.ToString());
    }

    [Fact]
    public async Task Undo_OfWhatIsNotKept_SaysWhatIs()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));
        await DoneAsync(api, 1);

        var none = await api.PostAsync($"{Rollout}/undo", "");
        var unknown = await api.PostAsync($"{Rollout}/undo", """{"toRevision":7}""");
        var wrong = await api.PostAsync($"{Rollout}/undo", """{"toRevision":"one"}""");
        var nobody = await api.PostAsync($"{Ask.Burst}/namespaces/default/deployments/nobody/undo", "");

        Assert.Equal((400, "deployment web has no earlier revision to go back to"), (none.Status, none.Message));
        Assert.Equal((400, "revision 7 of deployment web is not kept; 1 is"), (unknown.Status, unknown.Message));
        Assert.StartsWith("toRevision: \"one\" is not accepted", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(404, nobody.Status);
    }

    [Fact]
    public async Task Replace_KeepsTheRevisions()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web"));
        await DoneAsync(api, 1);

        await api.PutAsync(Web, Manifest.Deployment("web", image: "burst/echo"));

        await DoneAsync(api, 2);
        Assert.Equal(2, (await api.GetAsync($"{Rollout}/history")).At("items")!.AsArray().Count);
    }

    private static string PatchTo(string image) => $$$$$"""
        {"metadata":{"annotations":{"kubernetes.io/change-cause":"try {{{{{image}}}}}"}},
         "spec":{"template":{"spec":{"containers":[{"name":"main","image":"{{{{{image}}}}}","resources":{"requests":{"cpu":"100m","memory":"64Mi"}}}]}}}}
        """;

    private static async Task<Answer> DoneAsync(ApiFixture api, int revision) => await ApiFixture.UntilAsync(
        () => api.GetAsync(Web),
        answer => answer.At("metadata/annotations")?["deployment.kubernetes.io/revision"]?.ToString() == $"{revision}"
            && answer.At("status/conditions/1/reason")?.ToString() == "NewReplicaSetAvailable");
}
