using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Workloads;

namespace Burst.Manifests.Tests.Reading;

public sealed class WorkloadTests
{
    private const string Container = "{name: main, image: nginx, resources: {requests: {cpu: 1, memory: 1Gi}}}";

    [Fact]
    public void Read_PodWithEverything_MapsEachField()
    {
        var pod = Read.One<Pod>("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              namespace: team
              labels: {app: web}
              annotations: {burst.dev/policy: spill}
            spec:
              restartPolicy: OnFailure
              terminationGracePeriodSeconds: 5
              activeDeadlineSeconds: 600
              nodeSelector: {disk: ssd}
              containers:
              - name: main
                image: nginx:1.29
                command: [/bin/sh, -c]
                args: ["echo", "5"]
                workingDir: /app
                env:
                - {name: A, value: "1"}
                - {name: EMPTY}
                - name: B
                  valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}
                - name: C
                  valueFrom: {configMapKeyRef: {name: c, key: k}}
                envFrom:
                - {prefix: P_, configMapRef: {name: c, optional: true}}
                - secretRef: {name: s}
                ports:
                - {containerPort: 80, name: http}
                - {containerPort: 80, protocol: UDP}
                resources:
                  requests: {cpu: 0.25}
                  limits: {cpu: 1, memory: 64Mi}
            """);

        Assert.Equal(new ObjectKey(ObjectKind.Pod, "team", "web"), pod.Key);
        Assert.Equal("spill", pod.Metadata.Annotations["burst.dev/policy"]);
        Assert.Equal(RestartPolicy.OnFailure, pod.Spec.RestartPolicy);
        Assert.Equal(TimeSpan.FromSeconds(5), pod.Spec.TerminationGracePeriod);
        Assert.Equal(TimeSpan.FromMinutes(10), pod.Spec.ActiveDeadline);
        Assert.Equal("ssd", pod.Spec.NodeSelector["disk"]);
        var container = Assert.Single(pod.Spec.Containers);
        Assert.Equal<string>(["/bin/sh", "-c"], container.Command);
        Assert.Equal<string>(["echo", "5"], container.Args);
        Assert.Equal("/app", container.WorkingDir);
        Assert.Equal<EnvVar>(
            [
                new EnvVar { Name = "A", Value = "1" },
                new EnvVar { Name = "EMPTY", Value = "" },
                new EnvVar { Name = "B", From = new(ObjectKind.Secret, "s", "k", Optional: true) },
                new EnvVar { Name = "C", From = new(ObjectKind.ConfigMap, "c", "k", Optional: false) },
            ],
            container.Env);
        Assert.Equal<EnvFrom>([new(ObjectKind.ConfigMap, "c", "P_", true), new(ObjectKind.Secret, "s", "", false)], container.EnvFrom);
        Assert.Equal<ContainerPort>([new(80, "TCP", "http"), new(80, "UDP", null)], container.Ports);
        Assert.Equal(new(250, 64), container.Requests);
        Assert.Equal(new(1000, 64), container.Limits);
    }

    [Fact]
    public void Read_MinimalDeployment_HasKubernetesDefaults()
    {
        var result = Read.All($$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web, more: "true"}}
                spec: {containers: [{{{Container}}}]}
            """);

        var deployment = Assert.IsType<Deployment>(Assert.Single(result.Objects).Object);
        Assert.Equal("default", deployment.Metadata.Namespace);
        Assert.Equal(1, deployment.Replicas);
        Assert.Equal(RestartPolicy.Always, deployment.Template.Spec.RestartPolicy);
        Assert.Equal(TimeSpan.FromSeconds(30), deployment.Template.Spec.TerminationGracePeriod);
        Assert.Equal(RollingUpdate.Default, deployment.RollingUpdate);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(10), 10), (deployment.MinReady, deployment.ProgressDeadline, deployment.RevisionsKept));
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("strategy: {type: Recreate}", null, null)]
    [InlineData("strategy: {rollingUpdate: {maxSurge: 2, maxUnavailable: 30%}}", "2", "30%")]
    [InlineData("strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 0}}", "0", "25%")]
    [InlineData("strategy: {rollingUpdate: {maxSurge: 150%, maxUnavailable: 0}}", "150%", "0")]
    public void Read_Strategy_IsWhatItSays(string fields, string? surge, string? unavailable)
    {
        var result = Read.All($$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              {{{fields}}}
              minReadySeconds: 5
              progressDeadlineSeconds: 60
              revisionHistoryLimit: 0
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{{{Container}}}]}
            """);

        Assert.Empty(result.Errors);
        var deployment = Assert.IsType<Deployment>(Assert.Single(result.Objects).Object);
        Assert.Equal((surge, unavailable), (deployment.RollingUpdate?.MaxSurge.Value, deployment.RollingUpdate?.MaxUnavailable.Value));
        Assert.Equal((5, 60, 0), ((int)deployment.MinReady.TotalSeconds, (int)deployment.ProgressDeadline.TotalSeconds, deployment.RevisionsKept));
    }

    [Theory]
    [InlineData("", 1, 1, 0)]
    [InlineData("parallelism: 5", 5, 5, 1)]
    [InlineData("parallelism: 0", 0, 1, 0)]
    [InlineData("completions: 7", 1, 7, 0)]
    [InlineData("{parallelism: 3, completions: 7}", 3, 7, 0)]
    public void Read_Job_DefaultsCompletionsToParallelism(string fields, int parallelism, int completions, int warnings)
    {
        var merged = fields.StartsWith('{') ? fields : "{" + fields + "}";
        var result = Read.All($$$"""
            apiVersion: batch/v1
            kind: Job
            metadata: {name: work}
            spec:
              <<: {{{merged}}}
              template: {spec: {restartPolicy: Never, containers: [{{{Container}}}]}}
            """);

        var job = Assert.IsType<Job>(Assert.Single(result.Objects).Object);
        Assert.Equal((parallelism, completions), (job.Parallelism, job.Completions));
        Assert.Equal(6, job.BackoffLimit);
        Assert.Equal(warnings, result.Warnings.Length);
    }

    [Fact]
    public void Read_RequestsUnset_AreZeroWithAWarning()
    {
        var result = Read.All("""
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              containers:
              - {name: main, image: nginx}
              - {name: zero, image: nginx, resources: {requests: {cpu: 0, memory: "0"}}}
            """);

        Assert.Equal(default, Assert.IsType<Pod>(result.Objects[0].Object).Spec.TotalRequests);
        Assert.StartsWith("test.yaml:6:5: spec.containers[0].resources: requests of cpu and memory are not set", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Read_PolicyAnnotationOnTheDeploymentItself_Warns()
    {
        var result = Read.All($$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, annotations: {burst.dev/policy: spill}}
            spec:
              strategy: {type: Recreate}
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{{{Container}}}]}
            """);

        Assert.Contains("move it to spec.template.metadata.annotations", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Read_DefaultNamespace_IsGivenToObjectsThatNameNone()
    {
        const string Text = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}}\n";

        var result = ManifestReader.Read(Text, "x", defaultNamespace: "team");

        Assert.Equal(["team", "b"], result.Objects.Select(read => read.Object.Metadata.Namespace));
        Assert.Equal([(1, 1), (2, 3)], result.Objects.Select(read => (read.Document, read.Line)));
    }
}
