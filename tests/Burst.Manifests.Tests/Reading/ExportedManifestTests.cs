using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Workloads;

namespace Burst.Manifests.Tests.Reading;

/// <summary>What kubectl exports applies again: server-owned fields are dropped, restated defaults accepted.</summary>
public sealed class ExportedManifestTests
{
    [Fact]
    public void Read_ExportedDeployment_KeepsWhatTheUserDeclared()
    {
        var deployment = Read.One<Deployment>(Exported("deployment.yaml"));

        Assert.Equal("web", deployment.Metadata.Name);
        Assert.Equal("", deployment.Metadata.Uid);
        Assert.Equal(0, deployment.Metadata.ResourceVersion);
        Assert.Equal(["team"], deployment.Metadata.Annotations.Keys);
        Assert.Equal(3, deployment.Replicas);
        Assert.Equal(new(500, 512), deployment.Template.Spec.Containers[0].Requests);
        Assert.Equal(new(1000, 1024), deployment.Template.Spec.Containers[0].Limits);
        Assert.Equal(["kubectl.kubernetes.io/restartedAt"], deployment.Template.Annotations.Keys);
    }

    [Fact]
    public void Read_ExportedJob_ForgetsTheControllersLabels()
    {
        var job = Read.One<Job>(Exported("job.yaml"));

        Assert.Equal(40, job.Completions);
        Assert.Equal(["team"], job.Metadata.Labels.Keys);
        Assert.Equal(["app"], job.Template.Labels.Keys);
        Assert.Equal(RestartPolicy.Never, job.Template.Spec.RestartPolicy);
        Assert.Equal<string>(["sleep", "5"], job.Template.Spec.Containers[0].Command);
    }

    [Fact]
    public void Read_ExportedPod_WarnsOfWhatIsLeftOut_AndOfTheNodeItIsKeptTo()
    {
        var result = Read.All(Exported("pod.yaml"));

        var pod = Assert.IsType<Pod>(Assert.Single(result.Objects).Object);
        Assert.Null(pod.Owner);
        Assert.Null(pod.Placement);
        Assert.Equal("worker-1", pod.Spec.NodeName?.Value);
        Assert.Equal("web-7c5ddbdf54-x2x9k", pod.Metadata.Name);
        Assert.Collection(
            result.Warnings,
            warning => Assert.Contains("items[0].spec.nodeName: keeps the pod to this node alone", warning),
            warning => Assert.Contains("items[0].spec.volumes[0]: is left out", warning));
    }

    [Fact]
    public void Read_ExportedJsonIndentedWithTabs_IsReadByTheSamePath()
    {
        var read = Read.One<Namespace>(Exported("namespace.json"));

        Assert.Equal("team", read.Metadata.Name);
        Assert.Equal("", read.Metadata.Namespace);
    }

    [Fact]
    public void Read_ListOfOneKind_GivesItsItemsKindAndVersion()
    {
        const string List = """
            apiVersion: batch/v1
            kind: JobList
            metadata: { resourceVersion: "17" }
            items:
            - metadata: { name: bare }
              spec: &spec
                template:
                  spec:
                    restartPolicy: Never
                    containers:
                    - { name: main, image: nginx, resources: { requests: { cpu: 1, memory: 1Gi } } }
            - apiVersion: batch/v1
              kind: Job
              metadata: { name: complete }
              spec: *spec
            """;

        var result = Read.All(List);

        Assert.Empty(result.Errors);
        Assert.Equal(["bare", "complete"], result.Objects.Select(item => Assert.IsType<Job>(item.Object).Metadata.Name));
    }

    [Theory]
    [InlineData("Namespace", "v1")]
    [InlineData("ConfigMap", "v1")]
    [InlineData("Secret", "v1")]
    [InlineData("Pod", "v1")]
    [InlineData("Deployment", "apps/v1")]
    [InlineData("BurstPolicy", "burst.dev/v1")]
    public void Read_EmptyListOfAnyKind_IsNoError(string kind, string apiVersion) =>
        Assert.Empty(Read.All($"apiVersion: {apiVersion}\nkind: {kind}List\nitems: []\n").Errors);

    private static string Exported(string file) => File.ReadAllText(Path.Combine(ApprovedText.Folder(), "Exported", file));
}
