using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Testing.Builders;

namespace Burst.Control.Tests.Applying;

/// <summary>What a pod's volumes, shares and pull secrets come to when it is handed to its host.</summary>
public class LaunchPartsTests
{
    private const string Docker = """{"auths":{"https://index.docker.io/v1/":{"auth":"bWU6cGE6c3M="},"app.example":{"username":"u","password":"p"}}}""";

    [Fact]
    public async Task Files_OfAConfigMapAndASecret_AreThoseOfTheirKeysOrItems()
    {
        var launch = await LaunchAsync(
            Spec() with
            {
                Volumes =
                [
                    Data("all", ObjectKind.ConfigMap, "settings"),
                    Data("some", ObjectKind.Secret, "token", new VolumeItem("b", "renamed")),
                    new Volume { Name = "absent", Data = new DataVolume(ObjectKind.Secret, "absent", Optional: true) },
                ],
            },
            A.ConfigMap("settings", "x=1,y=2"), A.Secret("token", "a=no,b=yes"));

        Assert.Equal([("x", "1", false), ("y", "2", false)], launch.Files["all"].Select(file => (file.Path, Plain(file), file.IsSecret)));
        Assert.Equal([("renamed", "yes", true)], launch.Files["some"].Select(file => (file.Path, Plain(file), file.IsSecret)));
        Assert.Empty(launch.Files["absent"]);
    }

    [Fact]
    public async Task ShareAndRegistries_AreReadFromTheirSecrets()
    {
        var launch = await LaunchAsync(
            Spec() with
            {
                Volumes = [new Volume { Name = "share", AzureFile = new AzureFileVolume("data", "account", false) }],
                ImagePullSecrets = ["registry"],
            },
            A.Secret("account", "azurestorageaccountname=one,azurestorageaccountkey=key"), Registry(Docker));

        Assert.Equal(new ResolvedShare("one", "key"), launch.Shares["share"]);
        Assert.Equal([new("app.example", "u", "p"), new RegistryCredential("index.docker.io", "me", "pa:ss")], launch.Registries.AsEnumerable());
    }

    [Fact]
    public async Task WorkloadAndRevision_AreThoseOfThePod()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment("web", replicas: 1));
        await ring.RunAsync(5);

        var launch = Assert.Single(host.Launches);
        var pod = Assert.Single(await ring.PodsAsync());
        Assert.Equal("Deployment/web", launch.Workload);
        Assert.Equal(pod.TemplateHash, launch.Revision);
        Assert.NotEmpty(launch.Revision);
        Assert.Null((await LaunchAsync(Spec())).Workload);
    }

    [Fact]
    public async Task InitContainers_HaveTheirVariables()
    {
        var init = Spec().Containers[0] with { Name = "init", EnvFrom = [new EnvFrom(ObjectKind.ConfigMap, "settings", "", false)] };

        var launch = await LaunchAsync(Spec() with { InitContainers = [init] }, A.ConfigMap("settings", "x=1"));

        Assert.Equal(new ResolvedEnv("x", "1", false), Assert.Single(launch.Environment["init"]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("""{"auths":{"r":{"auth":"bm9jb2xvbg=="}}}""")]
    [InlineData("""{"auths":{"r":{}}}""")]
    public async Task PullSecret_ThatIsNoConfigurationOfDocker_KeepsThePodBack_AndShowsNoValue(string json)
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(Registry(json));
        await ring.ApplyAsync(A.Pod("reader", spec: Spec() with { ImagePullSecrets = ["registry"] }));
        await ring.RunAsync(5);

        Assert.Empty(host.Started);
        Assert.Contains("registry", Assert.Single(await ring.PodsAsync()).Message, StringComparison.Ordinal);
        Assert.Contains(await ring.EventsAsync(), item => item.Message.Contains("is not Docker's configuration", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Volume_OfAKeyThatIsNotThere_IsWaitedFor()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.ConfigMap("settings", "x=1"));
        await ring.ApplyAsync(A.Pod("reader", spec: Spec() with { Volumes = [Data("v", ObjectKind.ConfigMap, "settings", new VolumeItem("y", "y"))] }));
        await ring.RunAsync(5);
        Assert.Contains("ConfigMap settings with key y not found (volume v)", Assert.Single(await ring.PodsAsync()).Message, StringComparison.Ordinal);

        await ring.ApplyAsync(A.ConfigMap("settings", "x=1,y=2"));
        await ring.RunAsync(5);
        Assert.Equal("2", Plain(Assert.Single(Assert.Single(host.Launches).Files["v"])));
    }

    private static async Task<PodLaunch> LaunchAsync(PodSpec spec, params ClusterObject[] objects)
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        foreach (var item in objects)
            await ring.ApplyAsync(item);
        await ring.ApplyAsync(A.Pod("reader", spec: spec));
        await ring.RunAsync(5);
        return Assert.Single(host.Launches);
    }

    private static PodSpec Spec() => A.Spec();

    private static Volume Data(string name, ObjectKind kind, string source, params VolumeItem[] items) =>
        new() { Name = name, Data = new DataVolume(kind, source, false) { Items = items.Length == 0 ? null : [.. items] } };

    private static Secret Registry(string json) => A.Secret("registry", "x=y") with
    {
        Data = A.Secret("registry", "x=y").Data.Clear().Add(RegistryCredential.DataKey, Convert.ToBase64String(Encoding.UTF8.GetBytes(json))),
    };

    private static string Plain(ResolvedFile file) => Encoding.UTF8.GetString(Convert.FromBase64String(file.Base64));
}
